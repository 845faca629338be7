"""The laid-out issues of the gold, written out as plain text in the planned order: headlines, bodies, captions, notices, footer.

Several forms: paragraphs whole, and broken at column widths with indented beginnings, as a text layer gives them; captions behind
their article and inside it. Without indentation nothing tells a sentence that fills its line from the end of a paragraph: there only
the headlines are counted.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation.reading import fold, of_kind, parse_text
from evaluation.scores import Score, SetTally, Tally

COLUMNS = (13, 15, 18, 22, 28)


def score_laid_out(shared: Path) -> list[Score]:
    """Headlines, bodies, credits and captions of the eight pages, in both forms."""
    scores: list[Score] = []
    forms: list[tuple[str, int | None, bool]] = [("paragraphs", None, True)]
    forms += [(f"columns of {column}", column, True) for column in COLUMNS]
    forms += [("columns of 22 without indentation", 22, False)]
    for form, column, indent in forms:
        headlines, bodies, captions, notices = Tally(), Tally(), Tally(), Tally()
        credited = SetTally()
        for path in sorted((shared / "gold" / "issues").glob("*/[0-9][0-9].expected.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            page = parse_text(page_text(gold, column, indent=indent), gold["masthead"]["date"])
            where = f"{path.parent.name}/{path.name[:2]}"
            found = {fold("".join(record["paragraphs"]))[:24]: record for record in of_kind(page, "article")}
            for article in gold["articles"]:
                record = found.get(fold("".join(article["body"]))[:24])
                name = f"{where} {article['headline']}"
                headlines.add(bool(record) and _headline(record) == _gold_headline(article), f"{name}: {_headline(record)}")
                paragraphs = [fold(p) for p in record["paragraphs"]] if record else []
                bodies.add(paragraphs == [fold(p) for p in article["body"]], name)
                roles = ("reporters", "correspondents", "interns", "photographers")
                if article["byline"]["raw"]:
                    given = {(role, n) for role in roles for n in (record[role] if record else [])}
                    credited.add({(role, n) for role in roles for n in article[role]}, given, (), name)
            texts = {fold("".join(record["paragraphs"])): record for record in of_kind(page, "caption")}
            for caption in gold["captions"]:
                record = texts.get(fold(caption["text"]))
                ok = record is not None and record["photographers"] == caption["photographer"]
                captions.add(ok, f"{where} {caption['text'][:20]} {record and record['photographers']}")
            titles = [fold(record["headline"]) for record in of_kind(page, "notice")]
            for notice in gold["notices"]:
                notices.add(fold(notice["title"]) in titles, f"{where} {notice['title']}: {titles}")
        scores += [
            headlines.score(f"laid-out headlines, {form}"),
            *([bodies.score(f"laid-out bodies, {form}")] if indent else []),
            credited.f1(f"laid-out credits F1, {form}"),
            captions.score(f"laid-out captions, {form}"),
            notices.score(f"laid-out notices, {form}"),
        ]
    return scores


def _headline(record: dict[str, Any] | None) -> str:
    """Every title line together: plain text does not say which of them is the largest."""
    return fold("".join(record[key] or "" for key in ("kicker", "headline", "subtitle"))) if record else "no such article"


def _gold_headline(article: dict[str, Any]) -> str:
    return fold("".join(part for part in (article["kicker"], *article["headline_lines"], article["subtitle"]) if part))


def page_text(gold: dict[str, Any], column: int | None, *, indent: bool = True) -> str:
    """A page as plain text; `column` breaks the bodies at that width, `indent` indents their paragraphs there.

    Every second caption stands inside the article before it, behind its first paragraph.
    """
    blocks = ["\n".join(gold["masthead"]["raw"])]
    captions = list(gold["captions"])
    for number, article in enumerate(gold["articles"]):
        lines = [part for part in (article["kicker"], *article["headline_lines"], article["subtitle"]) if part]
        if article["continued_from"]:
            lines.append(article["continued_from"]["raw"])
        if article["byline"].get("position") == "line":
            lines.append(article["byline"]["raw"])
        for place, paragraph in enumerate(article["body"]):
            lines.extend(_broken(paragraph, column, indent=indent))
            if number % 2 and place == 0 and len(article["body"]) > 1 and captions:
                lines.extend(_broken(captions.pop(0)["text"], column, indent=False))
        if article["continues_to"]:
            lines.append(article["continues_to"]["raw"])
        blocks.append("\n".join(lines))
        if captions and not number % 2:
            blocks.append("\n".join(_broken(captions.pop(0)["text"], column, indent=False)))
    blocks.extend("\n".join(_broken(caption["text"], column, indent=False)) for caption in captions)
    blocks.extend(
        "\n".join([notice["title"], *(line for text in notice["text"] for line in _broken(text, column, indent=indent))])
        for notice in gold["notices"]
    )
    blocks.extend(item["text"] for item in gold["furniture"])
    return "\n\n".join(blocks)


def _broken(text: str, column: int | None, *, indent: bool = True) -> list[str]:
    if column is None:
        return [text]
    whole = ("\u3000\u3000" if indent else "") + text
    return [whole[start : start + column] for start in range(0, len(whole), column)]
