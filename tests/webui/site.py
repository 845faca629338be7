"""What a test asks the site, and the parsed answers."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient
from httpx import Response


class Site:
    """The app under test."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200) -> Response:
        """The answer, which must have this status."""
        response: Response = self.client.get(path)
        assert response.status_code == status, (path, response.status_code, response.text[:500])
        return response

    def page(self, path: str, status: int = 200) -> BeautifulSoup:
        """The answer as a parsed page."""
        response = self.get(path, status)
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        return BeautifulSoup(response.text, "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The only element that the selector finds."""
    found = soup.select(selector)
    assert len(found) == 1, (selector, len(found))
    return found[0]


def text(soup: BeautifulSoup | Tag, selector: str) -> str:
    """The text of the only element that the selector finds, blanks at the ends and line breaks taken out."""
    return " ".join(one(soup, selector).get_text().split())


def texts(soup: BeautifulSoup | Tag, selector: str) -> list[str]:
    """The texts of all elements that the selector finds."""
    return [" ".join(tag.get_text().split()) for tag in soup.select(selector)]


def address(soup: BeautifulSoup | Tag, selector: str) -> str:
    """Where the only link that the selector finds leads."""
    return str(one(soup, selector)["href"])
