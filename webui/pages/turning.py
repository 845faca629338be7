"""The issues before and after, as pages of an issue lead there."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.settings import Settings
from webui.pages.frame import Link, day_text, issue_url, paper_text
from webui.search.results import IssueKey, IssuesBeside
from webui.words import WORDS


@dataclass(frozen=True, slots=True)
class IssueTurning:
    """From one issue to the next."""

    previous: Link | None
    """The issue before it; None for the first."""
    next: Link | None
    """The issue after it; None for the last."""


def issue_turning(beside: IssuesBeside, settings: Settings) -> IssueTurning:
    """The links to the issues beside one."""
    return IssueTurning(_link(beside.previous, settings), _link(beside.next, settings))


def _link(issue: IssueKey | None, settings: Settings) -> Link | None:
    if issue is None:
        return None
    text = day_text(issue.issue_date)
    if issue.edition != 1:
        text += f" {WORDS['edition'].format(edition=issue.edition)}"
    if issue.paper != settings.paper:
        text += f" {paper_text(issue.paper, settings)}"
    return Link(text, issue_url(issue.paper, issue.issue_date, issue.edition))
