"""What a reader has already is not sent again, and what has changed always is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from tests.webui.fake_archive import FakeArchive
from tests.webui.site import Site

RECORD = "/lanting/2024-11-05/1/a1"
PAGES = (RECORD, "/lanting/2024-11-05/1/", "/lanting/2024-11-05/", f"/api/v1/records{RECORD}", "/feed.atom")


def asked(site: Site, path: str, **headers: str) -> int:
    answer = site.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    if answer.status_code == 304:
        assert answer.content == b"" and answer.headers["etag"] and answer.headers["cache-control"] == "no-cache"
        assert answer.headers["content-security-policy"]
    return int(answer.status_code)


@pytest.mark.parametrize("path", PAGES)
def test_what_is_the_same_is_not_sent_again(site: Site, path: str) -> None:
    tag = site.get(path).headers["etag"]
    assert asked(site, path, if_none_match=tag) == 304
    assert asked(site, path, if_none_match=f'"other", W/{tag}') == 304
    assert asked(site, path, if_none_match="*") == 304
    assert asked(site, path, if_none_match='"other"') == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_correction_is_sent(site: Site, archive: FakeArchive, path: str) -> None:
    tag = site.get(path).headers["etag"]
    archive.records[0].source["headline"] = "更正后的标题"
    assert asked(site, path, if_none_match=tag) == 200


def test_another_template_is_sent(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = site.get(RECORD).headers["etag"]
    app: Any = site.client.app
    assert isinstance(app, FastAPI)
    monkeypatch.setattr(app.state.templates.globals["w"], "footer", "另一个页脚")
    assert asked(site, RECORD, if_none_match=tag) == 200


def test_a_time_counts_for_those_who_know_no_tags(site: Site, archive: FakeArchive) -> None:
    changed = site.get(RECORD).headers["last-modified"]
    assert changed == "Wed, 06 Nov 2024 08:00:00 GMT"
    assert asked(site, RECORD, if_modified_since=changed) == 304
    assert asked(site, RECORD, if_modified_since="Tue, 05 Nov 2024 08:00:00 GMT") == 200
    assert asked(site, RECORD, if_modified_since=changed, if_none_match='"other"') == 200, "a tag counts before a time"
    for nonsense in ("yesterday", "Wed, 06 Nov 2024 08:00:00", ""):
        assert asked(site, RECORD, if_modified_since=nonsense) == 200


def test_a_change_that_is_just_noticed_names_no_time_yet(site: Site, archive: FakeArchive) -> None:
    """Within the same second there may have been other content."""
    archive.changed = datetime.now(UTC).replace(microsecond=0)
    assert "last-modified" not in site.get(RECORD).headers
    archive.changed -= timedelta(minutes=1)
    assert "last-modified" in site.get(RECORD).headers
