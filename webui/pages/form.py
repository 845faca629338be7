"""The page of the form: for those who would rather fill in fields than type signs."""

from __future__ import annotations

from dataclasses import dataclass

from webui.search.form import DISTANCES
from webui.words import FORM_FIELDS, KIND_LABELS, WORDS


@dataclass(frozen=True, slots=True)
class FormField:
    """A field for text."""

    name: str
    """Its parameter."""
    label: str
    """What is wished."""
    hint: str
    """How it is filled in; empty where that goes without saying."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """Everything the page of the form shows."""

    title: str
    """What the page is."""
    lead: str
    """What is done with what is filled in."""
    texts: tuple[FormField, ...]
    """The words, the most usual wish first."""
    named: tuple[FormField, ...]
    """Where they stand, or who is meant."""
    distances: tuple[int, ...]
    """Characters between two words."""
    usual_distance: int
    """The one that is chosen at first."""
    kind_choices: tuple[tuple[str, str], ...]
    """The kinds of record with their names."""


def form_page() -> FormPage:
    """The empty form."""

    def fields(*names: str) -> tuple[FormField, ...]:
        return tuple(FormField(name, *FORM_FIELDS[name]) for name in names)

    return FormPage(
        title=WORDS["form"],
        lead=WORDS["form_lead"],
        texts=fields("all", "any", "exact", "near", "without"),
        named=fields("title", "reporter", "department", "person"),
        distances=DISTANCES,
        usual_distance=DISTANCES[1],
        kind_choices=tuple(KIND_LABELS.items()),
    )
