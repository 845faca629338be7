"""The real annotation of corrected texts: it finds in a record's text what the parser found on its page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.corrections import RecordText, annotator, apply, propose_set, seal
from indexer.corrections.derived import FOUND_LISTS, text_of
from indexer.documents import Provenance, to_document
from indexer.extract.vocabulary import shipped
from indexer.jumps import INHERITED
from indexer.model import IssueIdentity, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from tests.indexer.corrections.issues import SIGNED

SAMPLES = Path(__file__).parents[3] / "samples" / "岚汀导报"
PROVENANCE = Provenance("01.txt", "ab" * 32, "text", "utf-8", "b")
IDENTITY = IssueIdentity("ltdb", date(2024, 11, 5), 1)


def parsed(path: Path) -> ParsedSource:
    result = parse_source(path.read_bytes(), path.as_posix(), ParseOptions("ltdb"), shipped())
    assert isinstance(result, ParsedSource)
    return result


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("2024-11-05/*.txt")), ids=lambda path: path.stem)
def test_the_text_of_a_sample_record_says_what_the_parser_found(path: Path) -> None:
    annotate = annotator(shipped(), "区")
    for page in parsed(path).pages:
        assert page.identity and page.records
        for found in page.records:
            document = to_document(page.identity, found, PROVENANCE)
            if any(credit.rule in (INHERITED, "photo-page") for credit in found.credits):
                continue  # printed elsewhere on the page or in the issue
            again = annotate(text_of(document), page.identity)
            assert {field: again[field] for field in FOUND_LISTS} == {field: document.get(field, []) for field in FOUND_LISTS}
            for field in ("event_dates", "departments", "people", "dateline"):
                assert again["details"][field] == document["details"][field]


def test_titles_a_byline_on_its_own_line_and_paragraphs_are_all_read() -> None:
    text = RecordText(
        "article",
        "区水利局牵头",
        "河道清淤完工",
        "——区财政局出资",
        "本报记者 乔知远 通讯员 陆青禾",
        ("11月4日，河道清淤完工。",),
    )
    found = annotator(shipped(), "区")(text, IDENTITY)
    assert found["departments"] == ["区水利局", "区财政局"]
    assert (found["reporters"], found["correspondents"]) == (["乔知远"], ["陆青禾"])
    assert found["event_dates"] == [{"gte": "2024-11-04", "lte": "2024-11-04"}]
    assert found["details"]["byline"]["raw"] == "本报记者 乔知远 通讯员 陆青禾"


@pytest.mark.parametrize("kind", ["article", "caption", "notice"])
def test_a_record_without_any_text_says_nothing(kind: str) -> None:
    found = annotator(shipped(), "区")(RecordText(kind, None, None, None, None, ()), IDENTITY)
    assert not any(found[field] for field in FOUND_LISTS)


def test_a_misprinted_reporter_mended_in_the_body_is_credited_and_the_rest_stays() -> None:
    (page,) = parsed(SAMPLES / "2024-10-29" / "01.txt").pages
    assert page.identity
    documents = {page.identity.page_path: tuple(to_document(page.identity, found, PROVENANCE) for found in page.records)}
    annotate = annotator(shipped(), "区")
    before = documents[page.identity.page_path][0]
    body = before["body"].replace("记者乔知远", "记者沈雁秋").replace("10月28日", "10月27日")
    issue = apply(documents, [], annotate)
    (proposal,) = propose_set(issue, before["id"], [f"body={body}"], SIGNED)
    corrected = apply(documents, [seal(proposal, None)], annotate)
    (after,) = [found for found in corrected.documents[page.identity.page_path] if found["id"] == before["id"]]
    assert (after["reporters"], after["contributors"]) == (["沈雁秋"], ["沈雁秋"])
    assert after["details"]["dateline"]["raw"].startswith("10月27日")
    assert after["event_dates"][0] == {"gte": "2024-10-27", "lte": "2024-10-27"}
    assert (after["departments"], after["people"]) == (before["departments"], before["people"])
    assert after["superseded"] == before["body"].split("\n")[0]
