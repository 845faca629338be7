"""The searches for what is near a record: the same text elsewhere, and reports that speak of the same things. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from mappings.same_text import letters

LIKE_FIELDS = ("headline", "body")
"""The fields whose words say what a record is about."""

MOST_WORDS = 25
"""The most telling words of a record: often in it, rare in the archive."""

LEAST_SHARED = "20%"
"""Of these words, how many another record must have at all."""

LEAST_LETTERS = 40
"""Letters of a record, credits left out, from which something can be said to be like it: of 秋日的湿地 every caption of a river is."""

MOST_LIKE = 15
"""Records read as similar; some of them are parts or copies of others, see `webui.search.similar`."""

MOST_COPIES = 200
"""Records read as possible copies; where there are more, what is shown is told to be incomplete."""

SHOWN = ("paper", "issue_date", "edition", "page", "page_name", "kind", "headline", "body", "fingerprint")
"""What a short list of records needs, and what tells copies from others."""
_JUMPS = ("details.continues_to", "details.continued_from")

# Who reports, and when: 本报记者 and 近日 stand in every record, in a young archive more often than what they are compared with.
_FRAME = (
    "本报 本报讯 报讯 记者 本报记者 通讯员 实习生 实习 摄影 摄影报道 报道 图为 图片 供图 近日 日前 连日来 今天 昨天 昨日 上午 下午 晚上 "
    "目前 来源 编辑 责编"
).split()
_ROUND_UP = re.compile("(?:.{0,4})(?:简讯|快讯|短讯|简报|要闻|简明新闻|一句话新闻|新闻集锦)")
_DATE_NUMBERS = re.compile(r"[0-9]+(?=[年月日时点])")


def build_copies(marks: Iterable[str], known: Sequence[str]) -> dict[str, Any]:
    """The body that finds records with one of these marks of the text, `known` ids left out."""
    search = Search[Any]().query(
        "bool", filter=[Q("terms", fingerprint=list(dict.fromkeys(marks)))], must_not=[Q("ids", values=list(known))]
    )
    search = search.sort({"issue_date": {"order": "asc"}}, {"id": {"order": "asc"}})
    return search.source([*SHOWN, *_JUMPS])[:MOST_COPIES].extra(track_total_hits=False).to_dict()


def build_similar(
    record_id: str, source: Mapping[str, Any], parts: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The body that finds records with the telling words of this one, and the body that gives its own score, the measure of theirs.

    Left out are the record itself, the other `parts` of the article, and all of its page, which the page of the record lists
    anyway: the captions of an article among them. None for a record with too few words of its own, and for a round-up (简讯), which
    speaks of many things.
    """
    words = telling_text(source)
    if is_round_up(source) or len(letters("".join(words.values()))) < LEAST_LETTERS:
        return None
    # Others are found by words that some other record has (the record itself is one of two). Its own score is that of its rarest
    # words: they keep the share small that a poem has in common with whatever shares its few common words.
    shared, rarest = _like(words, least_records=2), _like(words, least_records=1)
    page = [Q("term", **{field: {"value": source[field]}}) for field in ("paper", "issue_date", "edition", "page")]
    others = Search[Any]().query("bool", must=[shared], must_not=[Q("ids", values=[record_id, *parts]), Q("bool", filter=page)])
    others = others.source([*SHOWN, *_JUMPS])[:MOST_LIKE].extra(track_total_hits=False)
    itself = Search[Any]().query("bool", must=[rarest], filter=[Q("ids", values=[record_id])])
    itself = itself.source(False)[:1].extra(track_total_hits=False)
    return others.to_dict(), itself.to_dict()


def _like(words: Mapping[str, str], least_records: int) -> Query:
    return Q(
        "more_like_this",
        fields=list(LIKE_FIELDS),
        like=[{"doc": dict(words)}],
        min_term_freq=1,
        min_doc_freq=least_records,
        min_word_length=2,
        max_query_terms=MOST_WORDS,
        minimum_should_match=LEAST_SHARED,
        stop_words=list(_FRAME),
    )


def is_round_up(source: Mapping[str, Any]) -> bool:
    """True for a list of briefs under one head: 简　讯, 国际快讯."""
    return bool(_ROUND_UP.fullmatch(letters(source.get("headline") or "")))


def telling_text(source: Mapping[str, Any]) -> dict[str, str]:
    """The text of a record without the names of its makers and without the numbers of days and hours."""
    makers = [_padded(name) for name in source.get("contributors", ())]
    pattern = re.compile("|".join([*makers, _DATE_NUMBERS.pattern]))
    return {field: pattern.sub(" ", source[field]) for field in LIKE_FIELDS if source.get(field)}


def _padded(name: str) -> str:
    """乔木 as it is printed under a longer name: 乔　木."""
    return "[ \u3000]*".join(re.escape(letter) for letter in name if not letter.isspace())
