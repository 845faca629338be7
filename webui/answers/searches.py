"""A search, the values of a facet, suggestions while one types, and errors."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from webui.answers.records import CLOSED, Day, Kind, Path, RecordId


class Part(TypedDict):
    """A piece of stored text."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    text: str
    hit: Annotated[bool, Field(description="True for what the query found.")]


class Fragment(TypedDict):
    """A stretch of a field; its parts joined stand so in the record."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    field: Annotated[str, Field(description="headline, kicker, subtitle, byline, body, or superseded for an earlier form.")]
    parts: list[Part]


class Hit(TypedDict):
    """A record that the search found."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    id: RecordId
    kind: Kind
    headline: str | None
    issue_date: Day
    page: int
    page_name: str | None
    reporters: list[str]
    departments: list[str]
    url: Path
    score: Annotated[float | None, Field(description="null in an order by date.")]
    fragments: list[Fragment]
    partial: NotRequired[Annotated[bool, Field(description="true where only most words of a widened search occur.")]]
    same_text: NotRequired[list[RecordId]]


class Value(TypedDict):
    """A value of a facet."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    value: str
    count: Annotated[int, Field(description="Records with it under all filters but those of its own facet.")]
    selected: bool


class SearchQuery(TypedDict):
    """The search as it was understood."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    text: str
    filters: dict[str, Any]
    also_searched: Annotated[list[str], Field(description="Other written forms that were looked for, too.")]


class SearchSuggestion(TypedDict):
    """A way on, with the number of records that it leads to."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    text: str
    count: int
    why: str


class Offer(TypedDict):
    """The facet that the query is a name of."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    kind: str
    text: str
    count: int
    url: Path


class SearchAnswer(TypedDict):
    """One page of results with all facets."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    query: SearchQuery
    total: int
    took_ms: int
    page: int
    size: int
    hits: list[Hit]
    facets: dict[str, list[Value]]
    suggestions: list[SearchSuggestion]
    offers: NotRequired[list[Offer]]
    whole: NotRequired[Annotated[int, Field(description="Of a widened search: how many records hold all of its words.")]]
    facet_rest: NotRequired[
        Annotated[dict[str, int], Field(description="By facet: how many records have values that are not listed here.")]
    ]


class FacetQuery(TypedDict):
    """The search that values are counted under."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    text: str
    filters: dict[str, Any]


class LetterCount(TypedDict):
    """How many values begin with a letter."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    letter: str
    values: int


class LevelCount(TypedDict):
    """How many offices are of a level."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    level: str
    values: int


class FacetAnswer(TypedDict):
    """One page of the values of a facet."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    query: FacetQuery
    facet: str
    find: str
    letter: str
    level: str
    order: str
    total: Annotated[int, Field(description="Values that fit what is sought among them.")]
    everything: Annotated[int, Field(description="All values under the search.")]
    page: int
    size: int
    values: list[Value]
    chosen: list[Value]
    letters: list[LetterCount]
    levels: list[LevelCount]


class TypedSuggestion(TypedDict):
    """A name, phrase or headline that may be meant."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    text: str
    kind: Annotated[str, Field(description="A facet of names, phrase or headline.")]
    count: int
    url: Path


class SuggestAnswer(TypedDict):
    """What somebody who has typed so much may be looking for."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    query: str
    suggestions: list[TypedSuggestion]


class ErrorBody(TypedDict):
    """What is wrong."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    code: str
    message: str
    field: Annotated[str | None, Field(description="The parameter that is to blame.")]


class ErrorAnswer(TypedDict):
    """Every error."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    error: ErrorBody
