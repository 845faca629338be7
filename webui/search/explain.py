"""Why a search finds what it finds: the query in words, and the engine's explanation of one hit made short. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from mappings.record import SUPERSEDED, TEXT_FIELDS
from webui.search.query.clauses import TITLE_FIELDS, has_spread_words, page_number
from webui.search.query.ranking import NAME_WEIGHT, SENTENCE_RUN_STEP, WHOLE_STEP
from webui.search.request import SearchRequest
from webui.search.results import Hit
from webui.search.tree import (
    FIELD_LABELS,
    NOTHING,
    And,
    ExactRun,
    Field,
    Near,
    Node,
    Not,
    Or,
    Run,
    Sentence,
    Widened,
    Word,
)
from webui.search.variants import also_searched

PLACES = {
    "headline": "标题",
    "kicker": "引题",
    "subtitle": "副题",
    "byline": "署名",
    "body": "正文",
    SUPERSEDED: "更正前的文字",
    "reporters": "记者",
    "contributors": "署名人",
    "departments": "部门",
    "people": "人物",
    "page": "版次",
    "page_name": "版名",
}
"""What readers call the fields of the index."""

Match = Literal["run", "exact", "near", "word", "name", "page", "other"]

_MATCHES: dict[Match, str] = {
    "run": "{place}里有连在一起的“{text}”",
    "exact": "{place}里有字形相同的“{text}”",
    "near": "{place}里有隔得不远的“{text}”",
    "word": "散见的词“{text}”",
    "name": "{place}是或含有“{text}”",
    "page": "{place}是第{text}版",
    "other": "{text}",
}
_STEPS = {WHOLE_STEP: "检索词全都符合", SENTENCE_RUN_STEP: "全句连在一起出现", NAME_WEIGHT: "版次或版名符合"}
"""Fixed steps that stand for no place in the text; the engine prints them without saying what they are for."""
_ORDERS = {
    "date": "按日期排列，最新的在前；同一天按版次和版面上的次序。",
    "date_asc": "按日期排列，最早的在前；同一天按版次和版面上的次序。",
}
_BY_SCORE = ("relevance", "recent")
_NEWER = "出版较近"
_WORDS_EARLIER = "更正前的文字里有其中的词"
_SIMPLE = re.compile(r"weight\((?P<field>\w+)(?:\.(?P<form>\w+?))?(?P<pairs>\._index_phrase)?:(?P<text>.*) in \d+\)")
_COMBINED = re.compile(r"weight\(CombinedFieldQuery\(\(.*?\)\((?P<text>.*)\)\) in \d+\)")
_INTERVALS = re.compile(r"interval query (?P<field>\w+)\.\w+:(?P<text>.*)$")
_PAGE = re.compile(r"ConstantScore\(page:\[(?P<number>\d+) TO \d+\]\)")
_EARLIER = re.compile(
    rf"ConstantScore\({SUPERSEDED}\.(?P<form>\w+?)(?P<pairs>\._index_phrase)?:(?P<text>[^ ]*|\"[^\"]*\")\)\^0\.0$"
)
_CONSTANT = re.compile(r"ConstantScore\((?P<field>\w+)(?:\.\w+)?:(?P<text>.*?)\)(?:\^[\d.E]+)?$")


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a hit's score."""

    field: str
    """Where, in the words of the index; empty for words spread over the fields."""
    match: Match
    text: str
    """What was found, as it is indexed."""
    place: float
    """The fixed step of the place."""
    bm25: float
    """What the engine's own measure adds: rare texts and short fields more."""

    def sentence(self) -> str:
        """The part in words: 标题里有连在一起的“防汛”：800（位置）＋ 1.36（BM25）."""
        said = _MATCHES[self.match].format(place=PLACES.get(self.field, self.field), text=self.text)
        if self.field == SUPERSEDED:
            return f"{said}：不计分"
        parts = [f"{self.place:g}（位置）"] if self.place else []
        if self.bm25 or not parts:
            parts.append(f"{self.bm25:.2f}（BM25）")
        return f"{said}：{' ＋ '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was understood, what the engine was asked, and why the first hit is first."""

    query: str
    """The query in words."""
    body: dict[str, Any]
    first: Hit | None
    reasons: tuple[Reason, ...]
    """The parts of its score, the largest first; none where the order is by date."""
    order: str
    """Why it is first, in one sentence."""


def explained(
    request: SearchRequest, node: Node, body: dict[str, Any], first: Hit | None, explanation: Mapping[str, Any] | None
) -> Explanation:
    """The explanation of this search; `explanation` is the engine's, of the first hit."""
    reasons = merged(_reasons(explanation)) if explanation and request.sort in _BY_SCORE else ()
    return Explanation(in_words(request, node), body, first, reasons, _order(request, first, reasons))


def payload(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values, ready for JSON."""
    first = explanation.first
    return {
        "query": explanation.query,
        "body": explanation.body,
        "order": explanation.order,
        "first": first
        and {
            "id": first.id,
            "score": first.score,
            "reasons": [{**asdict(reason), "sentence": reason.sentence()} for reason in explanation.reasons],
        },
    }


def in_words(request: SearchRequest, node: Node) -> str:
    """The whole request as sentences: what must occur, which other forms count, which filters hold."""
    said = "全部条目" if node == And(()) else "没有可以检索的字" if node == NOTHING else _clause(node)
    sentences = [f"{said}。"]
    others = also_searched(node)
    if others:
        sentences.append(f"也检索了：{'、'.join(others)}。")
    chips = request.chips()
    if chips:
        sentences.append(f"条件：{'，'.join(f'{chip.label} {chip.value}' for chip in chips)}。")
    return "".join(sentences)


def _clause(node: Node) -> str:
    match node:
        case Word(text):
            return f"“{text}”连在一起出现，或拆成的词都出现" if has_spread_words(text) else f"“{text}”连在一起出现"
        case Sentence(text):
            return f"“{text}”的词多数出现"
        case Run(text):
            return f"“{text}”连在一起出现"
        case ExactRun(text):
            return f"“{text}”按原样的字形出现"
        case Near(runs, distance):
            return f"{'、'.join(f'“{run}”' for run in runs)}相隔不超过 {distance} 个字"
        case Field("title", inner):
            return f"标题、引题或副题里{_clause(inner)}"
        case Field(name, inner):
            named = _page_named if name == "page" else _named
            said = "或".join(named(leaf) for leaf in (inner.nodes if isinstance(inner, Or) else (inner,)))
            return f"{FIELD_LABELS[name]}{said}"
        case Not(inner):
            return f"不含（{_clause(inner)}）"
        case Or(nodes):
            return " 或者 ".join(f"（{_clause(part)}）" for part in nodes)
        case And(nodes):
            return " 并且 ".join(f"（{_clause(part)}）" if isinstance(part, Or) else _clause(part) for part in nodes)
        case Widened(whole, loose):
            return f"{_clause(whole)}；这样的条目很少，所以放宽为：{_clause(loose)}"


def _named(leaf: Node) -> str:
    """How a name, a page or a part of one is asked for."""
    match leaf:
        case ExactRun(text):
            return f"是“{text}”"
        case Word(text) | Run(text):
            return f"是或含有“{text}”"
        case _:
            return f"：{_clause(leaf)}"


def _page_named(leaf: Node) -> str:
    """A page by its number, or by a part of its name."""
    number = page_number(leaf.text) if isinstance(leaf, Word | Run | ExactRun) else None
    return f"次是第{number}版" if number is not None else f"名{_named(leaf)}"


def _order(request: SearchRequest, first: Hit | None, reasons: tuple[Reason, ...]) -> str:
    if first is None:
        return "没有找到。"
    if request.sort not in _BY_SCORE:
        return _ORDERS[request.sort]
    if not reasons:
        return "各条得分相同，按日期排列，最新的在前。"
    best = max((reason.place for reason in reasons if reason.text != _NEWER), default=0.0)
    if all(reason.field == SUPERSEDED for reason in reasons):
        return "只在更正前的文字里有，排在现在的文字里就有的后面。"
    if not best:
        return "词分散在各处，按 BM25 排列：少见的词、短的条目在前。"
    fields = dict.fromkeys(reason.field for reason in reasons if reason.place == best and reason.field)
    if not fields:
        return f"{next(reason.text for reason in reasons if reason.place == best)}，排在其他的前面。"
    places = "、".join(PLACES.get(field, field) for field in fields)
    if fields.keys() & set(TITLE_FIELDS):
        return f"{places}里就有，排在只在别处有的前面。"
    if fields.keys() & set(TEXT_FIELDS):
        return f"{places}里有连在一起的，排在词分散的前面。"
    return f"{places}符合，排在其他的前面。"


def merged(reasons: Iterator[Reason]) -> tuple[Reason, ...]:
    """Equal parts as one, the largest first."""
    sums: dict[tuple[str, Match, str], Reason] = {}
    for reason in reasons:
        key = (reason.field, reason.match, reason.text)
        known = sums.get(key, Reason(*key, place=0, bm25=0))
        sums[key] = Reason(*key, place=known.place + reason.place, bm25=known.bm25 + reason.bm25)
    return tuple(sorted(sums.values(), key=lambda reason: -(reason.place + reason.bm25)))


def _reasons(node: Mapping[str, Any], place: float = 0.0) -> Iterator[Reason]:
    """The parts of the score in the engine's explanation, whose form is documented nowhere: what is not known is told as it is."""
    description, value = str(node["description"]), float(node["value"])
    details = node.get("details", ())
    if not value:
        if description.startswith("ConstantScore(") and SUPERSEDED in description:
            yield _earlier(description)
        elif description == "sum of:":
            for part in details:
                yield from _reasons(part, place)
        return  # anything else is a filter: it lets the hit through and adds nothing
    if found := _COMBINED.match(description):
        yield Reason("", "word", found["text"], place, value)
    elif found := _SIMPLE.match(description):
        match: Match = "exact" if found["form"] == "exact" else "run"
        text = _joined_pairs(found["text"]) if found["pairs"] else _joined(found["text"])
        yield Reason(found["field"], match, text, place, value)
    elif found := _PAGE.match(description):
        yield Reason("page", "page", found["number"], value, 0.0)
    elif found := _CONSTANT.match(description):
        yield Reason(found["field"], "run" if found["field"] in TEXT_FIELDS else "name", _joined(found["text"]), value, 0.0)
    elif description.startswith("ConstantScore(") and value in _STEPS:
        yield Reason("", "other", _STEPS[value], value, 0.0)
    elif description.startswith("Distance score"):
        yield Reason("", "other", _NEWER, value, 0.0)
    elif description.startswith("Saturation function"):
        shown = next((found for part in details if (found := _INTERVALS.search(str(part["description"])))), None)
        yield Reason(shown["field"] if shown else "", "near", _runs(shown["text"]) if shown else "", place, value)
    elif details and not description.startswith(("score(", "min of", "product of")):
        # A function score: the text's own score, and the step of its place beside it.
        steps = [part for part in details if str(part["description"]).startswith("min of")]
        step = place + sum(float(part["value"]) for part in steps)
        for part in details:
            if part not in steps:
                yield from _reasons(part, step)
    else:
        yield Reason("", "other", description[:80], place, value)


def _earlier(description: str) -> Reason:
    """What an earlier form has of the query: it counts nothing, and yet it is why the record is found."""
    found = _EARLIER.match(description)
    if not found:
        return Reason(SUPERSEDED, "other", _WORDS_EARLIER, 0.0, 0.0)
    if "UNORDERED(" in found["text"]:
        return Reason(SUPERSEDED, "near", _runs(found["text"]), 0.0, 0.0)
    text = _joined_pairs(found["text"]) if found["pairs"] else _joined(found["text"])
    return Reason(SUPERSEDED, "exact" if found["form"] == "exact" else "run", text, 0.0, 0.0)


def _joined(text: str) -> str:
    """A phrase as the engine prints it, "防 汛", without the blanks between its terms."""
    return re.sub(r"(\S) ", r"\1", text.strip('"')) if text.startswith('"') else text


def _joined_pairs(text: str) -> str:
    """A phrase as the engine prints it by its pairs, "防 汛 汛 值 值 守": each pair is two characters with a blank between."""
    pairs = text[1:-1] if text.startswith('"') and len(text) > len("防 汛") else text
    return pairs[0] + pairs[2::4]


def _runs(text: str) -> str:
    """The runs of an interval query: BLOCK(防,汛),BLOCK(值,守) are 防汛…值守; one character stands alone."""
    blocks = re.findall(r"BLOCK\(([^()]*)\)", text)
    return "…".join(block.replace(",", "") for block in blocks) or text
