"""The API keeps what its description promises: forms, examples, errors, for whatever is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from pydantic import TypeAdapter
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from indexer.settings import Settings
from tests.webui.fake_archive import FakeArchive, invented_records
from tests.webui.site import Site
from webui.answers import examples
from webui.answers.records import CalendarAnswer, IssueAnswer, PageAnswer, RecordAnswer
from webui.answers.searches import ErrorAnswer, FacetAnswer, SearchAnswer, SuggestAnswer
from webui.app import create_app
from webui.search.facets import LISTED_FACETS

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
EXAMPLES = 25
"""Requests made up for each address."""

FORMS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (SearchAnswer, examples.SEARCH),
    (FacetAnswer, examples.FACET),
    (SuggestAnswer, examples.SUGGEST),
    (RecordAnswer, examples.RECORD),
    (PageAnswer, examples.PAGE),
    (IssueAnswer, examples.ISSUE),
    (CalendarAnswer, examples.CALENDAR),
    *((ErrorAnswer, {"error": error}) for error in examples.ERRORS.values()),
)

APP = create_app(
    Settings.from_env(home=Path(__file__).parent / "no-home", paper="lanting", paper_name="岚汀导报"),
    FakeArchive(invented_records()),
)
SCHEMA = schemathesis.openapi.from_asgi("/api/openapi.json", APP)


@SCHEMA.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(checks=CHECKS)


@pytest.mark.parametrize(("form", "example"), FORMS)
def test_every_example_has_its_form(form: Any, example: dict[str, Any]) -> None:
    TypeAdapter(form).validate_python(example, strict=True)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("search?q=步道&department=区财政局&from=2024", SearchAnswer),
        *((f"facets/{facet.name}?q=步道", FacetAnswer) for facet in LISTED_FACETS),
        ("suggest?q=步", SuggestAnswer),
        *((f"records/lanting/2024-11-05/{record}", RecordAnswer) for record in ("1/a1", "1/c1", "2/a1", "2/n1")),
        ("pages/lanting/2024-11-05/1", PageAnswer),
        ("issues/lanting/2024-11-05", IssueAnswer),
        ("calendar", CalendarAnswer),
    ],
)
def test_every_answer_has_its_form(site: Site, path: str, form: Any) -> None:
    TypeAdapter(form).validate_python(site.get(f"/api/v1/{path}").json(), strict=True)


def test_every_address_describes_its_answers_with_examples(site: Site) -> None:
    openapi = site.get("/api/openapi.json").json()
    assert len(openapi["paths"]) == 7
    for path, methods in openapi["paths"].items():
        for status, answer in methods["get"]["responses"].items():
            if status == "307":  # leads on, and says no more
                continue
            content = answer["content"]["application/json"]
            assert content["schema"]["$ref"].startswith("#/components/schemas/"), path
            assert status == "4XX" or content["example"], (path, status)
        assert {"200", "503"} <= set(methods["get"]["responses"])


def test_a_page_has_its_records_and_an_issue_its_pages(site: Site) -> None:
    page = site.get("/api/v1/pages/lanting/2024-11-05/2").json()
    whole = {record["id"]: record for record in page["records"]}
    assert list(whole) == ["lanting/2024-11-05/2/a1", "lanting/2024-11-05/2/n1"] and page["pages"] == [1, 2]
    assert page["picture"] is None and page["page_name"] == "综合新闻"
    issue = site.get("/api/v1/issues/lanting/2024-11-05").json()
    assert [(p["page"], [record["id"] for record in p["records"]]) for p in issue["pages"]][1] == (2, list(whole))
    assert issue["previous"]["issue_date"] == "2024-10-29" and issue["next"] is None
    for url in (page["url"], page["issue"], issue["url"], issue["previous"]["url"], issue["pages"][0]["records"][0]["url"]):
        site.page(url)


def test_the_calendar_lists_the_issues_that_are_asked_for(site: Site) -> None:
    def days(query: str) -> list[str]:
        answer = site.get(f"/api/v1/calendar{query}").json()
        assert answer["total"] == len(answer["issues"])
        return [issue["issue_date"] for issue in answer["issues"]]

    assert days("") == days("?year=2024&paper=lanting") == ["2024-11-05", "2024-10-29"]
    assert days("?from=2024-11") == ["2024-11-05"] and days("?to=2024-10") == ["2024-10-29"]
    assert days("?year=2023") == days("?paper=other") == []
    assert site.get("/api/v1/calendar?month=2024-11", 400).json()["error"]["field"] == "month"


@pytest.mark.parametrize(
    "path", ["pages/lanting/2024-11-05/9", "pages/lanting/x/1", "issues/lanting/2024-11-06", "pages/a/b/c/d"]
)
def test_what_is_not_there_is_a_404_object(site: Site, path: str) -> None:
    assert site.get(f"/api/v1/{path}", 404).json()["error"]["code"] == "not_found"


def test_programs_of_other_sites_may_read_the_api(site: Site) -> None:
    assert site.get("/api/v1/search").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in site.get("/search").headers


def test_the_app_of_the_examples_is_the_app(site: Site) -> None:
    assert isinstance(site.client.app, FastAPI) and site.client.app.openapi() == APP.openapi()
