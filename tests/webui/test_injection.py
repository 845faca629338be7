"""Whatever stands in a query or in a record is text on the page."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from tests.webui.fake_archive import ATTACK, FakeArchive
from tests.webui.site import Site, one, text, texts
from webui.search.request import SearchRequest
from webui.search.results import Suggestion

ATTACKS = [
    ATTACK,
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "</textarea></form>",
    "&lt;b&gt;",
]
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "body",
    "a",
    "header",
    "div",
    "p",
    "small",
    "form",
    "label",
    "input",
    "button",
}
ALLOWED |= {
    "nav",
    "ul",
    "ol",
    "li",
    "main",
    "details",
    "summary",
    "span",
    "aside",
    "section",
    "h1",
    "h2",
    "h3",
    "mark",
    "article",
}
ALLOWED |= {"footer", "dl", "dt", "dd", "strong", "pre", "code", "svg", "rect"}
ALLOWED |= {"figure", "table", "caption", "thead", "tbody", "tr", "th", "td", "path", "kbd", "time"}


def is_clean(soup: BeautifulSoup) -> bool:
    """No element that no template has, no handler, no style attribute, no address of another scheme or site."""
    for tag in soup.find_all(True):
        if tag.name == "script" and tag.get("type") == "application/ld+json":  # data, with no way out of it
            assert set(tag.attrs) == {"type"} and json.loads(tag.text)["@context"] == "https://schema.org"
            assert not set(tag.text) & set("<>&"), tag
            continue
        if tag.name == "script":  # ours, and nothing in it
            assert (
                set(tag.attrs) == {"defer", "src"}
                and re.match(r"/static/(suggest|page|copy)\.js\?", str(tag["src"]))
                and not tag.text
            )
            continue
        assert tag.name in ALLOWED, tag
        for name, value in tag.attrs.items():
            assert not name.startswith("on") and name != "style", tag
            if name in ("href", "src", "action"):
                assert str(value).startswith(("/", "#", "http://testserver/")) and not str(value).startswith("//"), tag
    return True


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_query_is_echoed_as_text_everywhere(site: Site, archive: FakeArchive, attack: str) -> None:
    archive.notes, archive.also_searched = (attack,), (attack,)
    archive.suggestions = (Suggestion(attack, 1, attack, SearchRequest(text=attack)),)
    soup = site.page(f"/search?q={quote(attack)}&reporter={quote(attack)}&department={quote(attack)}")
    assert is_clean(soup)
    assert one(soup, "#q")["value"] == attack
    assert attack in one(soup, "head > title").get_text()
    assert any(attack in chip.get_text() for chip in soup.select(".chip"))
    assert any(attack in value.get_text() for value in soup.select(".facet-reporter .value"))
    assert "49" not in text(soup, ".notice")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_bad_value_is_echoed_as_text(site: Site, attack: str) -> None:
    for name in ("from", "page", "sort", "kind", "year"):
        assert is_clean(site.page(f"/search?q={quote(attack)}&{name}={quote(attack)}", 400))
    assert is_clean(site.page(f"/{quote(attack, safe='')}/{quote(attack, safe='')}/", 404))


def test_markup_in_a_record_is_shown_as_printed(site: Site) -> None:
    for path in ("/", "/search?q=步道", "/lanting/2024-11-05/", "/lanting/2024-11-05/2/", "/reporters/", "/departments/"):
        assert is_clean(site.page(path))
    soup = site.page("/lanting/2024-11-05/2/a1?q=步道")
    assert is_clean(soup)
    assert one(soup, ".story h1").get_text() == f"标题{ATTACK}"
    assert one(soup, ".text p").get_text() == "正文里有<script>alert('步道')</script>和<b>粗体</b>&amp;。"
    assert texts(soup, ".text mark") == ["步道"]
    assert "<b>提醒</b>" in text(soup, ".warnings")
    assert "<s>.txt" in text(soup, ".about")


def test_a_snippet_with_markup_is_shown_as_printed(site: Site) -> None:
    hit = one(site.page(f"/search?q={quote('正文里有')}"), ".hit")
    assert text(hit, ".fragment") == "正文里有<script>alert('步道')</script>和<b>粗体</b>&amp;。"


def test_a_forged_host_does_not_get_out_of_its_attribute(site: Site) -> None:
    for host in ('"><script>x</script>', "evil.example", "a b", "x:y:z"):
        response = site.client.get("/", headers={"host": host})
        assert response.status_code in (200, 400)
        assert not BeautifulSoup(response.text, "html.parser").select("script:not([src^='/static/'])")


def test_a_redirect_never_leaves_the_site(site: Site) -> None:
    response = site.client.get("/lanting/2024-11-05", headers={"host": "evil.example"})
    assert response.headers["location"] == "/lanting/2024-11-05/"
