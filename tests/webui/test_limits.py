"""Safe by default: headers, methods, redirects, and limits of what one request may ask."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.site import Site, text
from webui.middleware import within_site
from webui.search.request import MOST_VALUES

PATHS = ("/search", "/search/facet?name=reporter", "/export.csv", "/feed.atom", "/api/v1/search", "/api/v1/facets/reporter")


@pytest.mark.parametrize("path", PATHS)
def test_too_many_values_are_refused_with_the_parameter_that_has_them(site: Site, path: str) -> None:
    sign = "&" if "?" in path else "?"
    values = "&".join(f"person=林{n}" for n in range(MOST_VALUES + 1))
    response = site.get(f"{path}{sign}{values}", 400)
    assert "person" in response.text and str(MOST_VALUES) in response.text
    site.get(f"{path}{sign}{values.rpartition('&')[0]}")


@pytest.mark.parametrize(
    "path", ["/", "/search", "/lanting/2024-11-05/1/a1", "/export.csv", "/api/v1/search", "/static/style.css"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_another_method_is_told_what_is_possible(site: Site, path: str, method: str) -> None:
    answer = site.client.request(method, path)
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"
    if path.startswith("/api/"):
        assert answer.json()["error"]["code"] == "method_not_allowed"
    else:
        assert "只供查阅" in answer.text


@pytest.mark.parametrize("path", ["/issues", "/reporters", "/lanting/2024-11-05", "/lanting/2024-11-05/1", "/favicon.ico"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "testserver"])
def test_a_redirect_names_no_host(site: Site, path: str, host: str) -> None:
    response = site.client.get(f"{path}?next=//evil.example/", headers={"host": host})
    assert 300 <= response.status_code < 400
    location = response.headers["location"]
    assert location.startswith("/") and not location.startswith("//") and host not in location.partition("?")[0]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "//evil.example",
            "//evil.example/",
            "///evil.example/..",
            "/\\evil.example/",
            "//evil.example/issues",
            "/%2f%2fevil.example/",
        ),
        *("/http://evil.example/", "/https:/evil.example/2024-11-05", "//evil.example/2024-11-05/1", "/.//evil.example/issues"),
    ],
)
def test_no_path_leads_elsewhere(site: Site, path: str) -> None:
    response = site.client.get(f"http://testserver{path}")
    assert response.status_code in (400, 404) or response.headers["location"].startswith("/i"), response.headers


@given(st.text(max_size=40))
def test_wherever_a_location_leads_it_stays_on_the_site(location: str) -> None:
    for written in (location, f"http://evil.example/{quote(location)}", f"//{quote(location)}", f"/\\{location}"):
        found = within_site(written)
        assert found.startswith("/") and not found.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "path", ["/", "/search?q=步道", "/lanting/2024-11-05/1/a1", "/export.csv", "/api/v1/search", "/nothing"]
)
def test_every_answer_says_what_browsers_may_do_with_it(site: Site, path: str) -> None:
    headers = site.client.get(path).headers
    assert headers["x-frame-options"] == "DENY" and headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == ("cross-origin" if path.startswith("/api/") else "same-origin")
    assert "camera=()" in headers["permissions-policy"]
    assert "set-cookie" not in headers and "server" not in headers


def test_a_page_size_has_a_limit_at_every_door(site: Site) -> None:
    for path in ("/search", "/feed.atom", "/api/v1/search"):
        assert "100" in site.get(f"{path}?size=101", 400).text
    assert "size" in text(site.page("/search?size=101", 400), ".notice")
