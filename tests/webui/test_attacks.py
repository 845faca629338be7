"""200 attack strings at the doors of the site: answered as text, or refused, and never a fault.

Each string is tried at some doors here, in turn, without an engine; all strings at all doors are a figure of the evaluation
(`evaluation/web/attacks.py`).
"""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient
from httpx import Request, Response

from evaluation.web.attack_records import PAPER, attack_records
from evaluation.web.attacks import addresses_of, tried
from evaluation.web.doors import LISTS, NAMES, OTHERS, READ, REFUSING, SEARCHED, SEARCHES, Door, doors, patterns
from evaluation.web.harm import KINDS, attacks, faults
from tests.webui.fake_archive import FakeArchive
from tests.webui.site import Site
from webui.exports.table import BYTE_ORDER_MARK
from webui.search.facet_request import FACET_PARAMETERS
from webui.search.request import PARAMETERS
from webui.search.results import RecordView

ATTACKS = attacks()
AT_ONCE = 8
"""Doors that each string is tried at; each door meets some strings of every run."""


@pytest.fixture
def attacked(site: Site, archive: FakeArchive) -> TestClient:
    """The site; the searches find two records, whatever is asked."""
    archive.records = archive.records[:2]
    return site.client


def test_there_are_two_hundred_of_every_kind() -> None:
    assert len({attack.text for attack in ATTACKS}) == len(ATTACKS) >= 200
    assert {attack.kind for attack in ATTACKS} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_string_does_no_harm_at_a_door(attacked: TestClient, kind: str) -> None:
    every = list(doors(PAPER))
    for number, attack in enumerate(ATTACKS):
        for door in (every[(number * AT_ONCE + n) % len(every)] for n in range(AT_ONCE)) if attack.kind == kind else ():
            assert not tried(attacked, door, attack)


def test_every_route_has_doors_and_every_parameter_is_one() -> None:
    every = set(doors(PAPER))
    assert len(patterns()) >= 50 and len(every) > 200
    for path in SEARCHED:
        assert {Door(f"{path}?{name}={{}}") for name in PARAMETERS if path in REFUSING or name not in READ} <= every
    for path in ("/export.csv", "/export.docx", f"/{PAPER}/2024-11-05/1/a1"):
        assert {Door(f"{path}?{name}={{}}") for name in ("q", *READ) if path in REFUSING or name == "q"} <= every
        assert Door(f"{path}?{'&'.join(f'{name}={{}}' for name in ('q', *NAMES))}&{{}}={{}}") in every
    assert {Door(f"/api/v1/facets/reporter?{name}={{}}") for name in FACET_PARAMETERS} <= every
    assert Door(f"/{PAPER}/2024-11-05?{{}}={{}}") in every and Door("/sitemap.xml", ("host", "if-modified-since")) in every
    assert {Door("/{}/2024-11-05/1/a1.bib"), Door(f"/{PAPER}/2024-11-05/1/{{}}.webp"), Door("/sitemap-{}.xml")} <= every
    # Every parameter of every search has a door, by itself or with others.
    for path in (pattern for pattern in SEARCHES if "{" not in pattern):
        there = {
            part.partition("=")[0]
            for door in every
            if door.address.startswith(f"{path}?")
            for part in door.address.split("?")[1].split("&")
        }
        assert {*PARAMETERS, "view"} <= there, path
    assert {*NAMES, *READ, "q"} == {*PARAMETERS, "view"} and {*SEARCHES, *LISTS, *OTHERS} <= set(patterns())


@pytest.mark.parametrize(
    ("kind", "content", "fault"),
    [
        ("text/html", "<title><script>alert(1)</script>", "reflected"),
        ("text/html", '<a href="javascript:alert(1)">', "a tag"),
        ("text/html", '<img src="/x" onerror="alert(1)">', "a tag"),
        ("text/html", f"<p>{1337 * 1337}", "computed"),
        ("application/atom+xml", "<feed>&", "cannot be read"),
        ("application/json", "{", "cannot be read"),
        ("text/csv", "\ufeff标题\r\n=1+1\r\n", "a spreadsheet runs"),
        ("text/csv", '标题\r\n"＠SUM(A1)"\r\n', "a spreadsheet runs"),
    ],
)
def test_harm_is_seen(kind: str, content: str, fault: str) -> None:
    headers = {"content-type": kind, "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'"}
    request = Request("GET", "http://testserver/")
    assert fault in " ".join(faults(Response(200, text=content, headers=headers, request=request), "<script>alert(1)</script>"))
    harmless = Response(
        200, text="" if "json" not in kind and "xml" not in kind else "null" if "json" in kind else "<a/>", headers=headers
    )
    harmless.request = request
    assert faults(harmless, "<script>alert(1)</script>") == []


def test_headers_and_ways_that_an_attacker_made_are_seen() -> None:
    request = Request("GET", "http://testserver/")
    answer = Response(500, headers={"location": "//evil.example/", "x-injected": "1"}, request=request)
    found = " ".join(faults(answer, "x"))
    assert all(word in found for word in ("status 500", "x-injected", "leads to", "headers missing"))


def test_in_every_field_of_a_record(site: Site, archive: FakeArchive) -> None:
    """What a source or a correction brought into the archive."""
    archive.records = [RecordView(one["id"], one) for one in attack_records()]
    ids = [view.id for view in archive.records]
    for number, path in enumerate(addresses_of(ids)):
        if number % 3 == 0 or "." not in path:  # all of them: the evaluation, with the real engine
            assert not faults(site.get(path), path)
    rows = list(csv.reader(io.StringIO(site.get("/export.csv").text.removeprefix(BYTE_ORDER_MARK), newline="")))
    assert len(rows) == len(ids) + 1
