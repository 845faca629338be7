"""200 attack strings in every parameter of every address: answered as text, or refused, and never a fault.

`tests/data/attack_strings.jsonl`, one a line: markup, attributes, headers, paths, templates, tables, XML, queries.
"""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx import Response

from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site
from webui.exports.table import BYTE_ORDER_MARK
from webui.search.form import NAMES as FORM
from webui.search.request import PARAMETERS

ATTACKS = [json.loads(line) for line in (Path(__file__).parents[1] / "data" / "attack_strings.jsonl").read_text().splitlines()]
KINDS = ("markup", "attribute", "header", "path", "template", "table", "xml", "query")
NAMES = ("reporter", "department", "photographer", "correspondent", "intern", "contributor", "person", "paper")
"""Parameters that take any text."""
READ = tuple(name for name in PARAMETERS if name not in ("q", *NAMES))
"""Parameters that take some values and refuse others."""
SEARCHES = ("/search", "/feed.atom", "/export.csv", "/api/v1/search")
FILES = ("/export.jsonl", "/export.xlsx")
"""Their parameters are read where those of the table are."""
LISTS = ("/search/facet?name=reporter&", "/api/v1/facets/reporter?")
_BAD_TAGS = {"iframe", "object", "embed", "base", "style", "math", "template", "marquee", "frame", "applet"}
READ_AT_ONCE = 2
"""Of those that refuse, so many are tried with each attack, in turn: each of them meets some of every kind."""
COMPUTED = str(1337 * 1337)
"""What a template would make of the strings of that kind."""


def percent(text: str) -> str:
    """In an address; halves of pairs, which no encoding has, as the bytes that a careless program sends."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def inspected(response: Response, attack: str) -> Response:
    """The answer, which is no fault, lets nothing run, and sets no header that the attack names."""
    where = (str(response.request.url)[:200], attack)
    assert response.status_code < 500, where
    assert "x-injected" not in response.headers and "set-cookie" not in response.headers, where
    assert response.headers["x-content-type-options"] == "nosniff", where
    location = response.headers.get("location", "/")
    assert location.startswith("/") and not location.startswith("//"), where
    kind = response.headers.get("content-type", "").partition(";")[0]
    if kind == "text/html":
        _harmless_page(response.text, attack)
    elif kind in ("application/atom+xml", "application/xml", "application/opensearchdescription+xml"):
        assert b"<!ENTITY" not in response.content and b"<script" not in response.content, where
        ElementTree.fromstring(response.content)
    elif kind == "application/json":
        response.json()
    return response


class _Tags(HTMLParser):
    """Goes through a page and notes what no template of ours makes."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_bad = tag in _BAD_TAGS or (tag == "script" and not _is_own_script(given))
        for name, value in given.items():
            is_bad |= name.startswith("on") or name in ("style", "srcdoc", "formaction", "http-equiv")
            if name in ("href", "src", "action") and given.get("rel") != "canonical":
                is_bad |= not value.startswith(("/", "#", "http://testserver/")) or value.startswith("//")
        if is_bad:
            self.harm.append(str(self.get_starttag_text()))


def _is_own_script(given: dict[str, str]) -> bool:
    # Data for search engines is no script, and the page's policy lets none run that stands in it.
    return given.get("src", "").startswith("/static/") or given.get("type") == "application/ld+json"


def _harmless_page(text: str, attack: str) -> None:
    if len(attack) > 10 and any(sign in attack for sign in "<>\"'"):  # a shorter one stands in every page
        assert attack not in text, attack
    assert COMPUTED not in text, attack
    tags = _Tags()
    tags.feed(text)
    assert not tags.harm, (attack, tags.harm)


def test_there_are_two_hundred_of_every_kind() -> None:
    assert len({attack["text"] for attack in ATTACKS}) == len(ATTACKS) >= 200
    assert {attack["kind"] for attack in ATTACKS} == set(KINDS)


@pytest.fixture
def attacked(site: Site, archive: FakeArchive) -> Site:
    """The site; the searches find two records, whatever is asked."""
    archive.records = archive.records[:2]
    return site


def of_kind(kind: str) -> Iterator[str]:
    return (attack["text"] for attack in ATTACKS if attack["kind"] == kind)


def in_turn(names: tuple[str, ...], number: int, count: int = READ_AT_ONCE) -> list[str]:
    return [names[(number * count + n) % len(names)] for n in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_in_every_parameter_of_a_search(attacked: Site, kind: str) -> None:
    for number, attack in enumerate(of_kind(kind)):
        text = percent(attack)
        everywhere = "&".join(f"{name}={text}" for name in ("q", *NAMES))
        for path in SEARCHES:
            inspected(attacked.client.get(f"{path}?{everywhere}&{text}={text}"), attack)
        for name in in_turn(READ, number):
            inspected(attacked.client.get(f"/search?q={text}&{name}={text}"), attack)
            inspected(attacked.client.get(f"/api/v1/search?{name}={text}"), attack)
        inspected(attacked.client.get(f"{in_turn(FILES, number, 1)[0]}?{everywhere}"), attack)
        inspected(attacked.client.get(f"/export.csv?id={text}"), attack)
        form = "&".join(f"{name}={text}" for name in FORM if name not in READ)
        led = inspected(attacked.client.get(f"/search/form?{form}"), attack)
        inspected(attacked.client.get(led.headers.get("location", "/search/form")), attack)
        inspected(attacked.client.get(f"/search/form?from={text}&kind={text}"), attack)
        inspected(attacked.client.get(f"/lanting/2024-11-05/1/a1?{everywhere}"), attack)


@pytest.mark.parametrize("kind", KINDS)
def test_in_every_parameter_of_lists_suggestions_and_the_calendar(attacked: Site, kind: str) -> None:
    for number, attack in enumerate(of_kind(kind)):
        text = percent(attack)
        for path in LISTS:
            inspected(attacked.client.get(f"{path}find={text}&q={text}&reporter={text}"), attack)
            (name,) = in_turn(("letter", "level", "order", "page", "size"), number, 1)
            inspected(attacked.client.get(f"{path}{name}={text}"), attack)
        for path in ("/api/v1/suggest?q=", "/opensearch-suggestions?q=", "/search/facet?name=", "/api/v1/calendar?paper="):
            inspected(attacked.client.get(path + text), attack)


PATHS = (
    "/{}",
    "/{}/2024-11-05/",
    "/lanting/{}/",
    "/lanting/2024-11-05/{}/",
    "/lanting/2024-11-05/1/{}",
    "/lanting/2024-11-05/1/{}.json",
    "/lanting/{}/manifest.json",
    "/lanting/2024-11-05/{}/page.webp",
    "/sitemap-{}.xml",
    "/static/{}",
    "/api/v1/records/{}",
    "/api/v1/facets/{}",
    "/api/v1/pages/lanting/{}/1",
    "/api/v1/issues/{}/2024-11-05",
)
HEADERS = ("host", "if-none-match", "if-modified-since", "accept", "user-agent")


@pytest.mark.parametrize("kind", KINDS)
def test_in_every_part_of_a_path_and_in_headers(attacked: Site, kind: str) -> None:
    for number, attack in enumerate(of_kind(kind)):
        for path in in_turn(PATHS, number, 5):
            inspected(attacked.client.get(path.format(percent(attack))), attack)
        value = attack.encode("utf-8", "replace")
        if any(sign in value for sign in b"\r\n\x00"):
            continue  # no server lets such a header through
        (name,) = in_turn(HEADERS, number, 1)
        inspected(attacked.client.get("/lanting/2024-11-05/1/a1", headers={name: value}), attack)
        inspected(attacked.client.get("/issues", headers={"host": value}), attack)


def test_in_every_field_of_a_record(site: Site, archive: FakeArchive) -> None:
    """What a source or a correction brought into the archive."""
    texts = [attack["text"].replace("\x00", "").encode("utf-8", "replace").decode() for attack in ATTACKS]
    archive.records = [
        type(archive.records[0])(one["id"], one)
        for one in (
            record(
                n,
                text,
                f"正文{text}\n{text}",
                kicker=text,
                subtitle=text,
                page_name=text,
                issue_number=text,
                reporters=[text],
                photographers=[text],
                departments=[text],
                people=[text],
                source_name=text,
                warnings=[text],
                details=details(
                    people=[{"name": text, "title": text}],
                    warnings=[{"code": text, "lines": [1], "note": text}],
                    continues_to={"raw": text, "page": 2, "id": None, "headline": text},
                ),
                page=1 + n % 40,
            )
            for n, text in enumerate(texts, 1)
        )
    ]
    for page in range(1, 1 + -(-len(texts) // 100)):
        for path in ("/search", "/feed.atom", "/api/v1/search"):
            inspected(site.client.get(f"{path}?size=100&page={page}"), "every field")
    for n, text in enumerate(texts, 1):
        inspected(site.client.get(f"/lanting/2024-11-05/{1 + n % 40}/a{n}"), text)
    for path in (
        "/",
        "/reporters/",
        "/departments/",
        "/lanting/2024-11-05/",
        "/lanting/2024-11-05/1/",
        "/lanting/2024-11-05/manifest.json",
    ):
        inspected(site.client.get(path), "every field")
    rows = list(csv.reader(io.StringIO(site.get("/export.csv").text.removeprefix(BYTE_ORDER_MARK), newline="")))
    assert len(rows) == len(texts) + 1
    assert not [
        cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    ]
