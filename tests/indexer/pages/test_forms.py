"""One page set in many ways is understood in one way: the sample pages broken at column widths, with and without indentation and blank lines."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from indexer.model import Kind, Page, ParsedSource, Record
from indexer.pipeline import ParseOptions, parse_source

SAMPLES = Path(__file__).parent.parent.parent.parent / "samples"
FILES = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.txt"))
# The last pages carry verse, whose lines a column does not break.
PROSE_FILES = [name for name in FILES if not name.endswith("04.txt")]
FORMS = list(product((15, 18, 22, 28), (True, False), (0, 1, 2)))


def parse(data: bytes, name: str) -> Page:
    parsed = parse_source(data, name, ParseOptions("ltdb", "岚汀导报"))
    assert isinstance(parsed, ParsedSource), parsed
    return parsed.pages[0]


def broken(text: str, column: int, *, indent: bool) -> list[str]:
    whole = ("\u3000\u3000" if indent else "") + text
    return [whole[start : start + column] for start in range(0, len(whole), column)]


def set_in_columns(page: Page, column: int, *, indent: bool, blank: int) -> str:
    """`blank` is 0 for no blank lines at all, 1 for one between records, 2 for one between all lines and two between records."""
    blocks = [[item.text] for item in page.furniture if item.reason == "masthead"]
    for record in page.records:
        lines = [part for part in (record.kicker, record.headline, record.subtitle) if part]
        if record.continued_from:
            lines.append(record.continued_from.raw)
        if record.byline_line and record.byline:
            lines.append(record.byline.raw)
        for paragraph in record.paragraphs:
            lines.extend(broken(paragraph.text, column, indent=indent and record.kind is not Kind.CAPTION))
        if record.continues_to:
            lines.append(record.continues_to.raw)
        blocks.append(lines)
    blocks.extend([item.text] for item in page.furniture if item.reason != "masthead")
    within, between = (("\n", "\n"), ("\n", "\n\n"), ("\n\n", "\n\n\n"))[blank]
    return between.join(within.join(block) for block in blocks)


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def told(record: Record, *, paragraphs: bool) -> tuple[object, ...]:
    titles = bare("".join(part or "" for part in (record.kicker, record.headline, record.subtitle)))
    texts = [bare(paragraph.text) for paragraph in record.paragraphs]
    return (record.kind, titles, texts if paragraphs else ["".join(texts)], sorted(set(record.names("reporter"))))


@pytest.mark.parametrize("name", PROSE_FILES)
def test_a_page_set_in_columns_is_the_same_page(name: str) -> None:
    page = parse((SAMPLES / name).read_bytes(), name)
    wrong = []
    for column, indent, blank in FORMS:
        again = parse(set_in_columns(page, column, indent=indent, blank=blank).encode(), name)
        # Without indentation nothing says whether a sentence that fills its line ends the paragraph, so only the text is compared;
        # without blank lines nothing parts an unsigned brief or a slogan from what stands above it.
        wanted = [told(record, paragraphs=indent) for record in page.records if record.kind is Kind.ARTICLE and record.byline]
        found = [told(record, paragraphs=indent) for record in again.records]
        wrong += [(column, indent, blank, one[1]) for one in wanted if one not in found]
        assert again.coverage == 1.0
        if not indent and not blank:
            # 连日来……收割高峰。 before 图为: without indentation and blank lines it could as well end the article above.
            wrong = [one for one in wrong if one != (column, indent, blank, "月白港开通首条内河集装箱班线")]
    assert not wrong, "\n".join(map(str, wrong))
