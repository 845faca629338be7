"""BibTeX, for LaTeX: `@article` with the newspaper as its journal, which every style knows; what newer styles read stands beside it."""

from __future__ import annotations

import re

from webui.citations.citation import Citation, pages_text

_ESCAPES = {
    # By name, since BibTeX counts the braces of \{ as well: a single one would swallow the entries behind it.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAKEN_APART = re.compile(r"[\s,]")
"""BibTeX would look for a family name in front of a comma or behind a blank."""


def bibtex(citation: Citation) -> str:
    """The entry, with a line break at its end."""
    fields = {
        "author": f"{{{' and '.join(map(_name, citation.authors))}}}" if citation.authors else "",
        # The second pair keeps capitals: 5G stays 5G.
        "title": f"{{{{{escaped(citation.title)}}}}}",
        "journal": f"{{{escaped(citation.paper)}}}",
        "date": f"{{{citation.day.isoformat()}}}",
        "year": f"{{{citation.day.year}}}",
        "month": _MONTHS[citation.day.month - 1],
        "edition": f"{{{citation.edition}}}" if citation.edition != 1 else "",
        "pages": f"{{{pages_text(citation.pages, '--', ', ')}}}",
        "url": f"{{{citation.url}}}" if citation.url else "",
        "urldate": f"{{{citation.accessed.isoformat()}}}" if citation.url else "",
        "entrysubtype": "{newspaper}",
        "mark": "{N}",
        "langid": "{chinese}",
    }
    lines = (f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@article{{{citation.key},\n{''.join(lines)}}}\n"


def escaped(text: str) -> str:
    """The text as LaTeX prints it."""
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _name(name: str) -> str:
    return f"{{{escaped(name)}}}" if _TAKEN_APART.search(name) else escaped(name)
