"""From the tree of a query to clauses of the engine. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from mappings.folding import fold
from mappings.record import SEARCHED_FIELDS, SUPERSEDED
from webui.search.query.ranking import (
    EXACT_RUN_WEIGHTS,
    MOST_OF_WORDS,
    NAME_WEIGHT,
    SENTENCE_RUN_STEP,
    SENTENCE_TITLE_BOOST,
    SPREAD_WORD_BOOSTS,
    WHOLE_STEP,
)
from webui.search.sentences import content, is_question
from webui.search.tree import And, ExactRun, Field, FieldName, Near, Node, Not, Or, Run, Sentence, Widened, Word

TITLE_FIELDS = ("headline", "kicker", "subtitle")
"""What 标题: means: the headline with the smaller lines over and under it."""

NAME_FIELD: dict[FieldName, str] = {"reporter": "reporters", "department": "departments", "person": "people"}

SHORT_RUN = 3
"""A word of so few characters is looked for only as one run.

桑映雪 in no dictionary falls into 桑, 映, 雪, which stand somewhere in every long article; and 科创局 has no two words in it.
"""

WHOLE = "whole"
"""By this name the engine tells of a hit of a widened query that it holds all of the query."""

_PAGE_NUMBER = re.compile("第?([0-9]{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])版?")
_WILDCARD_SIGNS = re.compile(r"[\\*?]")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


def clause(node: Node, fields: tuple[str, ...] = SEARCHED_FIELDS, *, apart: bool = True) -> Query:
    """The clause that matches what the node means in these text fields.

    With `apart`, a longer word is also found by its words apart; behind `-` it is not: -新区防汛 must not take away a report on
    防汛 in another part of the 新区.
    """
    match node:
        case And(()):
            return Q("match_all")
        case And(nodes):
            return Q(
                "bool",
                must=[clause(part, fields, apart=apart) for part in nodes if not isinstance(part, Not)],
                must_not=[clause(part.node, fields, apart=False) for part in nodes if isinstance(part, Not)],
            )
        case Or(()):
            return Q("match_none")
        case Or(nodes):
            return _any([clause(part, fields, apart=apart) for part in nodes])
        case Not(inner):
            return Q("bool", must_not=[clause(inner, fields, apart=False)])
        case Field("title", inner):
            return clause(inner, TITLE_FIELDS, apart=apart)
        case Field("page", inner):
            return _page(inner)
        case Field(name, inner):
            return _name(NAME_FIELD[name], inner)
        case Run(text):
            return _any([_placed(_phrase(f"{field}.characters", text), field) for field in fields])
        case ExactRun(text):
            return _any([_placed(_phrase(f"{field}.exact", text), field) for field in fields])
        case Near(runs, distance):
            return _any([_placed(_near(f"{field}.characters", runs, distance), field) for field in fields])
        case Word(text):
            places = [_placed(_phrase(f"{field}.characters", text), field) for field in fields]
            if fields == SEARCHED_FIELDS:
                places.append(_credited(text))
            return _any([*places, *_spread(text, fields)] if apart and has_spread_words(text) else places)
        case Sentence(text):
            return _sentence(text, fields)
        case Widened(whole, loose):
            first = Q("constant_score", filter=clause(whole, fields, apart=apart), boost=WHOLE_STEP, _name=WHOLE)
            # All of it may stand in an earlier form, which most of it is not looked for in.
            return _any([clause(loose, fields, apart=apart), first])


def has_spread_words(text: str) -> bool:
    """True for a word that is also found by its words apart."""
    return len(text) > SHORT_RUN


def _any(clauses: list[Query]) -> Query:
    return clauses[0] if len(clauses) == 1 else Q("bool", should=clauses, minimum_should_match=1)


def _placed(query: Query, field: str) -> Query:
    """The query's own score on top of the step of its place; earlier forms have none."""
    if field == SUPERSEDED:
        return _unscored(query)
    return Q("function_score", query=query, functions=[{"weight": EXACT_RUN_WEIGHTS[field]}], boost_mode="sum")


def _unscored(query: Query) -> Query:
    """What an earlier form adds: nothing, so that today's text alone decides the order, and what only was so comes last."""
    return Q("constant_score", filter=query, boost=0.0)


def _today(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(field for field in fields if field != SUPERSEDED)


def _phrase(field: str, text: str) -> Query:
    # `none` is said aloud: a text that the analyzer empties must find nothing, never everything.
    return Q("match_phrase", **{field: {"query": text, "slop": 0, "zero_terms_query": "none"}})


def _credited(text: str) -> Query:
    """Records credited to this whole name: of an article that goes on on another page, only the first part prints its byline."""
    return Q("constant_score", filter=Q("term", **{"contributors.folded": {"value": text}}), boost=EXACT_RUN_WEIGHTS["byline"])


def _spread(text: str, fields: tuple[str, ...]) -> Iterator[Query]:
    """All words of the text, wherever in the fields they stand."""
    boosted = [f"{field}^{SPREAD_WORD_BOOSTS[field]:g}" for field in _today(fields)]
    yield Q("combined_fields", query=text, fields=boosted, operator="and", zero_terms_query="none")
    if SUPERSEDED in fields:
        # In earlier forms alone: over all fields together (沈雁丘花展: an old name, a word of today's headline) a long text took 1.6 of
        # the time.
        yield _unscored(Q("match", **{SUPERSEDED: {"query": text, "operator": "and", "zero_terms_query": "none"}}))


def _sentence(text: str, fields: tuple[str, ...]) -> Query:
    """Most words of the text, or its run, in today's text; the closer its characters are to the record's, the better.

    Not in earlier forms: most words of a corrected text are the same today.
    """
    today = _today(fields)
    runs = [_phrase(f"{field}.characters", text) for field in today]
    most = Q(
        "combined_fields", query=content(text), fields=list(today), minimum_should_match=MOST_OF_WORDS, zero_terms_query="none"
    )
    boosts = {field: SENTENCE_TITLE_BOOST if field in TITLE_FIELDS else 1.0 for field in today}
    close = Q("combined_fields", query=text, fields=[f"{field}.characters^{boost:g}" for field, boost in boosts.items()])
    run_first = [] if is_question(text) else [Q("constant_score", filter=_any(runs), boost=SENTENCE_RUN_STEP)]
    return Q("bool", filter=[_any([*runs, most])], should=[close, *run_first])


def _near(field: str, runs: tuple[str, ...], distance: int) -> Query:
    intervals = [{"match": {"query": run, "ordered": True, "max_gaps": 0}} for run in runs]
    return Q("intervals", **{field: {"all_of": {"intervals": intervals, "ordered": False, "max_gaps": distance}}})


def _name(field: str, node: Node) -> Query:
    """A name or a part of one; `="…"` is the whole name as it is written."""
    match node:
        case Or(nodes):
            return _any([_name(field, part) for part in nodes])
        case ExactRun(text):
            query = Q("term", **{field: {"value": text}})
        case Near(runs, distance):
            query = _near(f"{field}.characters", runs, distance)
        case Word(text) | Run(text):
            query = _phrase(f"{field}.characters", text)
        case _:
            raise AssertionError(f"not a leaf: {node!r}")
    return Q("constant_score", filter=query, boost=NAME_WEIGHT)


def _page(node: Node) -> Query:
    """A page by its number (2, 第2版, 第二版) or by a part of its name (综合)."""
    match node:
        case Or(nodes):
            return _any([_page(part) for part in nodes])
        case Near(runs, _):
            text = " ".join(runs)
        case Word(text) | Run(text) | ExactRun(text):
            pass
        case _:
            raise AssertionError(f"not a leaf: {node!r}")
    number = page_number(text)
    if number is not None:
        query = Q("term", page={"value": number})
    else:
        literal = _WILDCARD_SIGNS.sub(r"\\\g<0>", text)
        query = Q("wildcard", page_name={"value": f"*{literal}*", "case_insensitive": True})
    return Q("constant_score", filter=query, boost=NAME_WEIGHT)


def page_number(text: str) -> int | None:
    """The number that names a page: 2, 第2版, 二版, 第十二版; None for anything else."""
    match = _PAGE_NUMBER.fullmatch(fold(text))
    if match is None:
        return None
    written = match[1]
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十") if "十" in written else ("", "", written)
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)
