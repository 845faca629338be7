"""An example of every answer, from an invented paper; tests hold each to its form."""

from __future__ import annotations

from typing import Any

_ISSUE = {"paper": "lanting", "issue_date": "2024-11-05", "edition": 1, "issue_number": "1207"}
_LINE = {
    **_ISSUE,
    "pages": [1, 2, 3, 4],
    "records": 31,
    "url": "/lanting/2024-11-05/",
}
_BEFORE = {**_LINE, "issue_date": "2024-10-29", "issue_number": "1206", "url": "/lanting/2024-10-29/"}
_SIMILAR = {
    "id": "lanting/2024-10-29/1/a1",
    "kind": "article",
    "headline": "步道开工",
    "issue_date": "2024-10-29",
    "page": 1,
    "page_name": "要闻",
    "url": "/lanting/2024-10-29/1/a1",
}

RECORD: dict[str, Any] = {
    "id": "lanting/2024-11-05/1/a1",
    "url": "/lanting/2024-11-05/1/a1",
    "paper": "lanting",
    "issue_date": "2024-11-05",
    "edition": 1,
    "issue_number": "1207",
    "page": 1,
    "page_name": "要闻",
    "kind": "article",
    "headline": "环湖步道全线贯通",
    "kicker": "慢下来的岚汀",
    "subtitle": None,
    "byline": {"raw": "（记者　乔知远）", "span": [3, 11]},
    "reporters": ["乔知远"],
    "correspondents": [],
    "interns": [],
    "photographers": [],
    "contributors": ["乔知远"],
    "dateline": None,
    "event_dates": [{"raw": "11月4日上午", "from": "2024-11-04", "to": "2024-11-04"}],
    "departments": [{"name": "财政局", "level": "区", "facet": "区财政局", "as_printed": "区财政局", "confirmed": True}],
    "people": [{"name": "林屿", "title": "市民"}],
    "paragraphs": ["本报讯（记者　乔知远）11月4日上午，环湖步道全线贯通。", "区财政局负责人、市民林屿到场。"],
    "lines": [[3, 9]],
    "box": [36.0, 90.5, 410.0, 380.0],
    "photo_box": None,
    "continues_to": None,
    "continued_from": None,
    "warnings": [],
    "corrections": [],
    "same_text": [],
    "similar": [_SIMILAR],
    "source": {
        "name": "2024-11-05/01.txt",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "reader": "text",
        "encoding": "utf-8",
        "batch": "2024年第四季度",
        "parser_version": "12",
    },
}
_BARE = {key: value for key, value in RECORD.items() if key not in ("corrections", "same_text", "similar")}

PAGE: dict[str, Any] = {
    **_ISSUE,
    "page": 1,
    "page_name": "要闻",
    "url": "/lanting/2024-11-05/1/",
    "issue": "/lanting/2024-11-05/",
    "pages": [1, 2, 3, 4],
    "picture": {
        "small": "/lanting/2024-11-05/1/page-small.webp",
        "large": "/lanting/2024-11-05/1/page.webp",
        "width": 822.0,
        "height": 1134.0,
    },
    "records": [_BARE],
}

ISSUE: dict[str, Any] = {
    **_ISSUE,
    "url": "/lanting/2024-11-05/",
    "manifest": "/lanting/2024-11-05/manifest.json",
    "pages": [
        {
            "page": 1,
            "page_name": "要闻",
            "url": "/lanting/2024-11-05/1/",
            "records": [
                {
                    "id": "lanting/2024-11-05/1/a1",
                    "kind": "article",
                    "headline": "环湖步道全线贯通",
                    "url": "/lanting/2024-11-05/1/a1",
                }
            ],
        }
    ],
    "previous": _BEFORE,
    "next": None,
}

CALENDAR: dict[str, Any] = {"total": 2, "issues": [_LINE, _BEFORE]}

SEARCH: dict[str, Any] = {
    "query": {"text": "步道", "filters": {"reporter": ["乔知远"], "from": "2024-01-01"}, "also_searched": []},
    "total": 1,
    "took_ms": 6,
    "page": 1,
    "size": 20,
    "hits": [
        {
            "id": "lanting/2024-11-05/1/a1",
            "kind": "article",
            "headline": "环湖步道全线贯通",
            "issue_date": "2024-11-05",
            "page": 1,
            "page_name": "要闻",
            "reporters": ["乔知远"],
            "departments": ["区财政局"],
            "url": "/lanting/2024-11-05/1/a1",
            "score": 812.4,
            "fragments": [
                {
                    "field": "headline",
                    "parts": [
                        {"text": "环湖", "hit": False},
                        {"text": "步道", "hit": True},
                        {"text": "全线贯通", "hit": False},
                    ],
                }
            ],
        }
    ],
    "facets": {"reporter": [{"value": "乔知远", "count": 1, "selected": True}], "year": []},
    "suggestions": [],
}

FACET: dict[str, Any] = {
    "query": {"text": "步道", "filters": {}},
    "facet": "department",
    "find": "",
    "letter": "",
    "level": "",
    "order": "count",
    "total": 1,
    "everything": 1,
    "page": 1,
    "size": 100,
    "values": [{"value": "区财政局", "count": 1, "selected": False}],
    "chosen": [],
    "letters": [{"letter": "C", "values": 1}],
    "levels": [{"level": "区", "values": 1}],
}

SUGGEST: dict[str, Any] = {
    "query": "qzy",
    "suggestions": [{"text": "乔知远", "kind": "reporter", "count": 12, "url": "/search?reporter=%E4%B9%94%E7%9F%A5%E8%BF%9C"}],
}

ERRORS: dict[int, dict[str, Any]] = {
    400: {"code": "bad_query", "message": "parameter page has the value '0'; wanted: a whole number from 1", "field": "page"},
    404: {"code": "not_found", "message": "there is no record 'lanting/2024-11-05/1/a99'", "field": None},
    405: {"code": "method_not_allowed", "message": "Method Not Allowed", "field": None},
    410: {"code": "withdrawn", "message": "lanting/2024-11-05/1/a9 was in the archive and was taken back", "field": None},
    503: {"code": "engine_unavailable", "message": "the search engine does not answer", "field": None},
}
