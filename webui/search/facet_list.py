"""From all counted values of a facet to the part of them that is asked for. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mappings.folding import fold
from webui.search.facet_request import LETTERS, OTHER_LETTER, FacetRequest
from webui.search.facets import LEVELS, OTHER_LEVEL, Facet, level_of, without_level
from webui.search.pinyin import letters, office_spellings, person_reading, person_spellings, text_reading
from webui.search.results import FacetValue


@dataclass(frozen=True, slots=True)
class FacetList:
    """One page of the values of a facet, with what else can be chosen."""

    request: FacetRequest
    values: tuple[FacetValue, ...]
    """This page of them."""
    total: int
    """Values that are what is sought, on all pages."""
    everything: int
    """All values of the facet under the search."""
    chosen: tuple[FacetValue, ...]
    """The chosen values, on whichever page they stand; 0 where no record is left."""
    letters: tuple[tuple[str, int], ...]
    """Letters with their values, of those that are what is sought in any letter; empty for a facet without names."""
    levels: tuple[tuple[str, int], ...]
    """Of offices, the levels with their values, of those that are what is sought at any level."""

    @property
    def last_page(self) -> int:
        """The last page; 1 when nothing was found."""
        return max(1, -(-self.total // self.request.size))


def facet_list(counts: Mapping[str, int], request: FacetRequest, also_named: Collection[str] = ()) -> FacetList:
    """The page of values that is asked for, out of all (`counts`, with the chosen ones); `also_named` are found by an alias."""
    facet = request.facet
    selected = set(request.search.selected(facet.name))
    sought = [value for value in counts if not request.find or value in also_named or _is_found(facet, value, request.find)]
    in_level = [value for value in sought if not request.level or level_of(value) == request.level]
    of_letter = [value for value in in_level if not request.letter or letter_of(facet, value) == request.letter]
    ordered = sorted(of_letter, key=_order(request, counts))
    first = (request.page - 1) * request.size
    by_letter = Counter(letter_of(facet, value) for value in in_level) if has_letters(facet) else Counter[str]()
    by_level = Counter(level_of(value) for value in sought) if facet.name == "department" else Counter[str]()

    def listed(value: str) -> FacetValue:
        return FacetValue(value, counts[value], value in selected)

    return FacetList(
        request=request,
        values=tuple(listed(value) for value in ordered[first : first + request.size]),
        total=len(ordered),
        everything=len(counts),
        chosen=tuple(listed(value) for value in counts if value in selected),
        letters=tuple((letter, by_letter[letter]) for letter in LETTERS if by_letter[letter]),
        levels=tuple((level, by_level[level]) for level in (*LEVELS, OTHER_LEVEL) if by_level[level]),
    )


def has_letters(facet: Facet) -> bool:
    """True for a facet of names, which can be listed A to Z."""
    return facet.kind == "name"


def letter_of(facet: Facet, value: str) -> str:
    """The letter under which a name stands; # where it begins with none."""
    first = _reading(facet, value)[:1]
    return first.upper() if first.isascii() and first.isalpha() else OTHER_LETTER


def _reading(facet: Facet, value: str) -> str:
    # 区财政局 and 市财政局 stand together at C: under their levels, whole archives would stand at Q.
    return text_reading(without_level(value)) if facet.name == "department" else person_reading(value)


def _order(request: FacetRequest, counts: Mapping[str, int]) -> Callable[[str], Any]:
    facet = request.facet
    if request.order == "count":
        return lambda value: (-counts[value], value)
    if facet.kind == "number":
        return lambda value: (int(value),)
    if not has_letters(facet):
        return lambda value: (value,)
    return lambda value: (letter_of(facet, value) == OTHER_LETTER, _reading(facet, value), value)


def _is_found(facet: Facet, value: str, find: str) -> bool:
    """True where the folded text stands in the value or what readers see of it, or its letters begin one of its spellings."""
    sought = fold(find)
    if sought in fold(value) or sought in fold(facet.value_label(value)):
        return True
    runs = letters(find) if has_letters(facet) else ()
    return bool(runs) and any(spelling.startswith(runs) for spelling in _spellings(facet, value))


def _spellings(facet: Facet, value: str) -> Iterator[str]:
    if facet.name != "department":
        yield from person_spellings(value)
        if len(value) == 1:  # too short to be spelled in full and in initials
            yield person_reading(value)
        return
    yield from office_spellings(value)
    yield from office_spellings(without_level(value))
