"""The addresses of the archive for search engines (sitemaps.org), a file for each paper and month and one that names them all. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from webui.pages.frame import issue_url, page_url
from webui.search.results import IssueSummary

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LISTS = ("/", "/issues/", "/reporters/", "/departments/")
"""Pages that lead to the others."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The issues of a paper in a month: well below the 50,000 addresses that one file may have."""

    paper: str
    year: int
    month: int

    @classmethod
    def named(cls, name: str) -> Chunk | None:
        """The chunk of this name (`lanting-2024-11`), or None."""
        paper, _, month = name[:-3].rpartition("-")
        try:
            first = date.fromisoformat(f"{name[-7:]}-01")
        except ValueError:
            return None
        chunk = cls(paper, first.year, first.month)
        return chunk if paper and chunk.name == name and month else None

    @property
    def name(self) -> str:
        """As it stands in the address."""
        return f"{self.paper}-{self.year:04}-{self.month:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])


def sitemap_index(issues: Sequence[IssueSummary], changes: Mapping[str, str], base_url: str) -> str:
    """The file that names the others, the newest month first, each with when it last changed, where that is known."""
    base = base_url.rstrip("/")
    latest: dict[Chunk, str] = {}
    for issue in issues:
        chunk = Chunk(issue.paper, issue.issue_date.year, issue.issue_date.month)
        latest[chunk] = max(latest.get(chunk, ""), changes.get(_path(issue), ""))
    lines = [f"<sitemap><loc>{escape(base)}/sitemap-lists.xml</loc></sitemap>"]
    lines += [
        f"<sitemap><loc>{escape(f'{base}/sitemap-{chunk.name}.xml')}</loc>{_changed(latest[chunk])}</sitemap>"
        for chunk in latest
    ]
    return f'{_HEAD}<sitemapindex xmlns="{_XMLNS}">\n' + "\n".join(lines) + "\n</sitemapindex>\n"


def sitemap_of_lists(base_url: str) -> str:
    """The pages that lead to the others."""
    return _urlset((path, "") for path in LISTS) % {"base": escape(base_url.rstrip("/"))}


def sitemap(issues: Sequence[IssueSummary], ids: Iterable[str], changes: Mapping[str, str], base_url: str) -> str:
    """These issues with their pages and records, each with when its issue last changed, where that is known."""
    base = escape(base_url.rstrip("/"))
    return _urlset(_addresses(issues, ids, changes)) % {"base": base}


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
