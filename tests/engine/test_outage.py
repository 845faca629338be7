"""The engine is stopped under a running site: 503 with a page in Chinese, and recovery without a restart of the site."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from indexer.settings import Settings
from tests.engine.bulletin import Bulletin, answers, wait_for

pytestmark = pytest.mark.engine

PAGE = "岚汀湖环湖步道全线贯通\n\n本报讯(记者乔知远)11月4日上午,岚汀湖环湖步道全线贯通,全长九公里。\n"


def refusal(url: str, method: str = "GET") -> urllib.error.HTTPError:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=30)
    return caught.value


def page_of(url: str) -> str:
    """What a reader sees, whether the failure was there before the page began (503) or, on a busy machine, after it."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_the_site_says_what_is_wrong_and_comes_back_by_itself(bare_home: Settings, tmp_path: Path) -> None:
    bulletin = Bulletin(bare_home.home)
    page = tmp_path / "2024-11-05" / "01.txt"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    assert bulletin.run("engine", "start").returncode == 0
    try:
        assert bulletin.run("ingest", str(page)).returncode == 0
        with bulletin.serving() as (_, address):
            search = f"{address}/search?q=%E6%AD%A5%E9%81%93"
            wait_for(lambda: answers(search), 60, "the site did not come up")

            assert bulletin.run("engine", "stop").returncode == 0
            gone = refusal(search, "HEAD")  # which waits for the status, however busy the machine is
            assert gone.code == 503 and gone.headers["Retry-After"]
            soup = BeautifulSoup(page_of(search), "html.parser")
            assert soup.html and soup.html["lang"] == "zh-CN"
            assert "检索" in soup.get_text() and "Traceback" not in soup.get_text()
            api = refusal(f"{address}/api/v1/search?q=x")
            assert api.code == 503 and b'"engine_unavailable"' in api.read()
            assert refusal(f"{address}/readyz").code == 503
            assert answers(f"{address}/healthz")

            assert bulletin.run("engine", "start").returncode == 0
            wait_for(lambda: answers(search), 30, "the site did not come back")
            with urllib.request.urlopen(search, timeout=30) as answer:
                assert "岚汀湖环湖" in BeautifulSoup(answer.read(), "html.parser").get_text()
    finally:
        bulletin.run("engine", "stop")
