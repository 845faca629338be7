"""The list of all values of one facet, as it is asked for: a search, a facet, what is sought in it, order and page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self, cast, get_args
from urllib.parse import quote, urlencode

from indexer.errors import NotInArchive, QueryError
from webui.search.facets import LEVELS, LISTED_FACETS, OTHER_LEVEL, Facet
from webui.search.parameters import printable, read_number, refused, shortened
from webui.search.request import PARAMETERS, SearchRequest

Order = Literal["count", "pinyin"]
"""Most records first, or A to Z; dates and numbers have an order of their own, which is their A to Z."""

DEFAULT_SIZE = 100
LARGEST_SIZE = 1000
LONGEST_FIND = 60
OTHER_LETTER = "#"
"""The letter of values that begin with none: digits, characters whose reading is not known."""
LETTERS = (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", OTHER_LETTER)

_OWN = ("find", "letter", "level", "order", "page", "size")
FACET_PARAMETERS = (*(name for name in PARAMETERS if name not in ("page", "size", "sort", "role")), *_OWN)
"""The parameters of a list in the API: those of a search that choose records, and the list's own. On the page `name` is one more."""

_LISTED = {facet.name: facet for facet in LISTED_FACETS}


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """Which values of which facet, under which search. Equal requests have equal addresses."""

    facet: Facet
    search: SearchRequest = field(default_factory=SearchRequest)
    """The search that the values are counted under; its page and size do not matter."""
    find: str = ""
    """A part of the name, its pinyin or initials."""
    letter: str = ""
    """Only names whose pinyin begins with it; # for all others."""
    level: str = ""
    """Of offices: only those of this level."""
    order: Order = "count"
    page: int = 1
    size: int = DEFAULT_SIZE

    @classmethod
    def from_params(cls, name: str, params: Iterable[tuple[str, str]], *, strict: bool) -> Self:
        """The request that these parameters spell (`page` and `size` are the list's).

        Raises NotInArchive for a facet that does not exist, QueryError for a value that cannot be used; with `strict` also for a
        parameter that does not exist.
        """
        facet = _LISTED.get(name)
        if facet is None:
            known = "、".join(f"{one.name}（{one.label}）" for one in LISTED_FACETS)
            raise NotInArchive(
                f"没有名为“{shortened(name)}”的筛选项。可用的名称：{known}。",
                f"there is no facet {shortened(name)!r}; the facets are {', '.join(_LISTED)}",
            )
        pairs = list(params)
        own: dict[str, str] = {}
        for key, value in pairs:
            if key in _OWN and (shown := printable(value)):
                if strict and key in own:
                    raise QueryError(f"参数 {key} 只能有一个值。", f"parameter {key} takes one value", key)
                own[key] = shown
        search = SearchRequest.from_params([pair for pair in pairs if pair[0] not in _OWN], strict=strict)
        return cls(
            facet=facet,
            search=search,
            find=own.get("find", "")[:LONGEST_FIND].rstrip(),
            letter=_one_of("letter", own.get("letter", "").upper(), LETTERS),
            level=_one_of("level", own.get("level", ""), (*LEVELS, OTHER_LEVEL)) if facet.name == "department" else "",
            order=cast(Order, _one_of("order", own.get("order", "count"), get_args(Order))),
            page=read_number("page", own.get("page", "1"), 1, None),
            size=read_number("size", own.get("size", str(DEFAULT_SIZE)), 1, LARGEST_SIZE),
        )

    def params(self) -> list[tuple[str, str]]:
        """Parameters and values in canonical order, defaults left out; the facet's name goes first, as `name`."""
        pairs = [("name", self.facet.name), *self.search.with_(page=1).params()]
        pairs = [pair for pair in pairs if pair[0] != "size"]
        pairs += [(name, value) for name in ("find", "letter", "level") if (value := str(getattr(self, name)))]
        if self.order != "count":
            pairs.append(("order", self.order))
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        if self.size != DEFAULT_SIZE:
            pairs.append(("size", str(self.size)))
        return pairs

    def url(self, base: str = "/search/facet") -> str:
        """The address of this list."""
        return f"{base}?{urlencode(self.params(), quote_via=quote)}"

    def with_(self, **changes: Any) -> FacetRequest:
        """A copy with these attributes; on page 1 unless `page` is among them."""
        return replace(self, **{"page": 1, **changes})


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if not value or value in allowed:
        return value
    raise refused(name, value, f"可用的值：{'、'.join(allowed)}", f"one of {', '.join(allowed)}")
