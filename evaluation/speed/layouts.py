"""Layouts of the character fields, on the project's own mapping: what each costs to load and to keep, and how fast it is searched.

Each layout is the mapping of `mappings/record.py` with one change, and the body of a search for it is today's with one change.
Pure; `compare.py` measures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mappings.folding import searchable
from mappings.record import SEARCHED_FIELDS, index_body

Body = dict[str, Any]

_PAIR_ANALYSIS = {
    "tokenizer": {"every_pair": {"type": "ngram", "min_gram": 2, "max_gram": 2}},
    "analyzer": {"pairs": {"type": "custom", "tokenizer": "every_pair", "char_filter": ["fold", "close_gaps"]}},
}

CHARACTERS = {"characters": {"type": "text", "analyzer": "characters", "index_phrases": True}}
PLAIN = {"plain": {"type": "text", "analyzer": "characters"}}
PAIRS = {
    "pairs": {"type": "text", "analyzer": "pairs"},
    "single": {"type": "text", "analyzer": "characters", "index_options": "freqs"},
}
EXACT = {"exact": {"type": "text", "analyzer": "exact_characters", "norms": False}}


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to keep the characters: its sub-fields of every text field, and of which of them a quoted run is asked."""

    name: str
    fields: Body
    field_of: Callable[[int], str] = lambda _length: "characters"
    """By length of the run."""

    def index(self, *, words: bool = True) -> Body:
        """The index as it is created: today's but for these sub-fields, and without `words` for what no quoted run asks."""
        body = index_body("ik")
        for section, entries in _PAIR_ANALYSIS.items():
            body["settings"]["analysis"].setdefault(section, {}).update(entries)
        for field in SEARCHED_FIELDS:
            properties = body["mappings"]["properties"][field]
            others = {name: form for name, form in properties["fields"].items() if name not in ("characters", "exact")}
            properties["fields"] = {**self.fields, **others}
            properties["index"] = words
        return body

    def body(self, today: Any) -> Any:
        """The body of a search for this layout, from today's."""
        match today:
            case {"match_phrase": wanted} if all(field.partition(".")[0] in SEARCHED_FIELDS for field in wanted):
                ((field, phrase),) = wanted.items()
                own = self.field_of(len(searchable(phrase["query"]).text))
                return {"match_phrase": {field.replace(".characters", f".{own}"): phrase}}
            case dict():
                return {key: self.body(value) for key, value in today.items()}
            case list():
                return [self.body(value) for value in today]
            case _:
                return today


SEARCHED = (
    Layout("every character, phrases indexed", {**CHARACTERS, **EXACT}),
    Layout("every character", {**PLAIN, **EXACT}, lambda _length: "plain"),
    Layout("pairs and a set of characters", {**PAIRS, **EXACT}, lambda length: "single" if length == 1 else "pairs"),
)
"""Today's, and those that find the same."""

LOADED = (*SEARCHED, Layout("every character, phrases indexed, no exact form", CHARACTERS))
"""The last one shows what the exact form costs; it cannot answer `="…"`."""

TOGETHER = Layout("all of them", {**CHARACTERS, **PLAIN, **PAIRS, **EXACT})
"""One index in which every layout is searched: the same records in the same segments, so that only the sub-fields differ."""
