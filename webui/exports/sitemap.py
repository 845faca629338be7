"""The addresses of the archive for search engines (sitemaps.org), a file for each paper and month and one that names them all. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from xml.sax.saxutils import escape

from webui.pages.frame import issue_url, page_url
from webui.search.results import IssueSummary

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LISTS = ("/", "/issues/", "/reporters/", "/departments/")
"""Pages that lead to the others."""


MOST_ADDRESSES = 50_000
"""Of one file (sitemaps.org); the addresses of a month beyond it stand in further files."""

_NAME = re.compile(r"(.+)-([0-9]{4}-[0-9]{2})(?:\.([1-9][0-9]{0,5}))?")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The issues of a paper in a month, or where these have too many addresses for one file, a part of them."""

    paper: str
    year: int
    month: int
    part: int = 1
    """From 1."""

    @classmethod
    def named(cls, name: str) -> Chunk | None:
        """The chunk of this name (`lanting-2024-11`, its second part `lanting-2024-11.2`), or None."""
        match = _NAME.fullmatch(name)
        try:
            first = date.fromisoformat(f"{match[2]}-01") if match else None
        except ValueError:
            return None
        chunk = cls(match[1], first.year, first.month, int(match[3] or 1)) if match and first else None
        return chunk if chunk and chunk.name == name else None

    @property
    def name(self) -> str:
        """As it stands in the address; no short name of a paper has a dot."""
        return f"{self.paper}-{self.year:04}-{self.month:02}{'' if self.part == 1 else f'.{self.part}'}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])


def sitemap_index(issues: Sequence[IssueSummary], changes: Mapping[str, str], base_url: str, most: int = MOST_ADDRESSES) -> str:
    """The file that names the others, the newest month first, each with when it last changed, where that is known.

    No file has more than `most` addresses.
    """
    base = base_url.rstrip("/")
    months: dict[Chunk, str] = {}
    sizes: Counter[Chunk] = Counter()
    for issue in issues:
        month = Chunk(issue.paper, issue.issue_date.year, issue.issue_date.month)
        months[month] = max(months.get(month, ""), changes.get(_path(issue), ""))
        sizes[month] += 1 + len(issue.pages) + issue.records
    latest = {replace(month, part=part + 1): at for month, at in months.items() for part in range(-(-sizes[month] // most))}
    lines = [f"<sitemap><loc>{escape(base)}/sitemap-lists.xml</loc></sitemap>"]
    lines += [
        f"<sitemap><loc>{escape(f'{base}/sitemap-{chunk.name}.xml')}</loc>{_changed(latest[chunk])}</sitemap>"
        for chunk in latest
    ]
    return f'{_HEAD}<sitemapindex xmlns="{_XMLNS}">\n' + "\n".join(lines) + "\n</sitemapindex>\n"


def sitemap_of_lists(base_url: str) -> str:
    """The pages that lead to the others."""
    return _urlset((path, "") for path in LISTS) % {"base": escape(base_url.rstrip("/"))}


def sitemap(
    issues: Sequence[IssueSummary],
    ids: Iterable[str],
    changes: Mapping[str, str],
    base_url: str,
    part: int = 1,
    most: int = MOST_ADDRESSES,
) -> str | None:
    """These issues with their pages and records, each with when its issue last changed, where that is known.

    Of more than `most` addresses those of this part; None for a part that has none.
    """
    addresses = list(islice(_addresses(issues, ids, changes), (part - 1) * most, part * most))
    return _urlset(addresses) % {"base": escape(base_url.rstrip("/"))} if addresses else None


def _addresses(issues: Sequence[IssueSummary], ids: Iterable[str], changes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for issue in issues:
        key = issue.paper, issue.issue_date, issue.edition
        changed = changes.get(_path(issue), "")
        yield issue_url(*key), changed
        yield from ((page_url(*key, page), changed) for page in issue.pages)
    for record_id in ids:
        yield f"/{record_id}", changes.get(record_id.rsplit("/", 2)[0], "")


def _urlset(addresses: Iterable[tuple[str, str]]) -> str:
    lines = (f"<url><loc>%(base)s{escape(path).replace('%', '%%')}</loc>{_changed(at)}</url>\n" for path, at in addresses)
    return f'{_HEAD}<urlset xmlns="{_XMLNS}">\n{"".join(lines)}</urlset>\n'


def _path(issue: IssueSummary) -> str:
    return issue_url(issue.paper, issue.issue_date, issue.edition).strip("/")


def _changed(at: str) -> str:
    return f"<lastmod>{escape(at)}</lastmod>" if at else ""
