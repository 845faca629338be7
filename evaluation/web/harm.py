"""The strings of attackers, and what an answer to one must not do; shared by the tests and the evaluation.

`attack_strings.jsonl`, one a line: markup, attributes, headers, paths, templates, tables, XML, queries.
"""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from httpx import Response

KINDS = ("markup", "attribute", "header", "path", "template", "table", "xml", "query")
SITE = "http://testserver/"
"""Where the client of the tests thinks that the site is."""

_COMPUTED = str(1337 * 1337)
"""What a template would make of the strings of that kind."""
_BAD_TAGS = {"iframe", "object", "embed", "base", "style", "math", "template", "marquee", "frame", "applet"}
_XML = ("application/atom+xml", "application/xml", "application/opensearchdescription+xml")
_JSON = ("application/json", "application/x-suggestions+json", "application/ld+json", "application/vnd.citationstyles.csl+json")
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula."""
_FORMULA = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"
_LONG = 10
"""Characters; a shorter string with signs stands in every page."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A string, and what it is meant for."""

    kind: str
    text: str

    @property
    def percent(self) -> str:
        """As it stands in an address; halves of pairs, which no encoding has, as the bytes that a careless program sends."""
        return quote(self.text.encode("utf-8", "surrogatepass"), safe="")


def attacks() -> tuple[Attack, ...]:
    """All strings, in the order of the file."""
    lines = (Path(__file__).parent / "attack_strings.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Attack(**json.loads(line)) for line in lines)


def faults(response: Response, attack: str) -> list[str]:
    """What is wrong with this answer to the string; nothing for one that lets nothing run and sets no header."""
    return [f"{fault}: {str(response.request.url)[:200]} ({attack[:80]!r})" for fault in _faults(response, attack)]


def _faults(response: Response, attack: str) -> Iterator[str]:
    headers = response.headers
    if response.status_code >= 500:
        yield f"status {response.status_code}"
    for name in ("x-injected", "set-cookie"):
        if name in headers:
            yield f"a header {name}"
    if headers.get("x-content-type-options") != "nosniff" or "content-security-policy" not in headers:
        yield "headers missing"
    location = headers.get("location", "/")
    if not location.startswith("/") or location.startswith(("//", "/\\")):
        yield f"leads to {location}"
    kind = headers.get("content-type", "").partition(";")[0]
    if kind == "text/html":
        yield from _of_page(response.text, attack)
    elif kind in _XML:
        yield from _of_xml(response.content)
    elif kind in _JSON or kind == "application/x-ndjson":
        yield from _of_json(response.text, by_line=kind == "application/x-ndjson")
    elif kind == "text/csv":
        yield from _of_table(response.text)
    elif kind.startswith("application/vnd.openxmlformats"):
        yield from _of_package(response.content)


def _of_page(page: str, attack: str) -> Iterator[str]:
    if len(attack) > _LONG and any(sign in attack for sign in "<>\"'") and attack in page:
        yield "reflected as it is"
    if _COMPUTED in page:
        yield "computed"
    tags = _Tags()
    tags.feed(page)
    yield from tags.harm


def _of_xml(content: bytes) -> Iterator[str]:
    if b"<!ENTITY" in content or b"<script" in content:
        yield "markup in XML"
    try:
        ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        yield f"XML that cannot be read ({error})"


def _of_json(content: str, *, by_line: bool) -> Iterator[str]:
    try:
        # As careless programs take lines apart: at every sign that Unicode calls a line break.
        for part in content.splitlines() if by_line else (content,):
            json.loads(part)
    except ValueError as error:
        yield f"JSON that cannot be read ({error})"


def _of_table(content: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline="")):
        for cell in row:
            if cell.startswith(_RUN):
                yield f"a cell that a spreadsheet runs: {cell[:40]!r}"


def _of_package(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            try:
                root = ElementTree.fromstring(package.read(name))
            except ElementTree.ParseError as error:
                yield f"{name} cannot be read ({error})"
            else:
                yield from (f"a formula in {name}" for tag in root.iter() if tag.tag == _FORMULA)


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
                is_bad |= not value.startswith(("/", "#", SITE)) or value.startswith("//")
        if is_bad:
            self.harm.append(f"a tag {self.get_starttag_text()}")


def _is_own_script(given: dict[str, str]) -> bool:
    # Data for search engines is no script, and the page's policy lets none run that stands in it.
    return given.get("src", "").startswith("/static/") or given.get("type") == "application/ld+json"
