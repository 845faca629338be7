"""A record in other forms than its page: `.bib .ris .csl.json .gbt7714 .txt .json`."""

from __future__ import annotations

from datetime import date

import pytest

from tests.webui.fake_archive import FakeArchive, away
from tests.webui.site import Site

RECORD = "/lanting/2024-11-05/1/a1"

FORMS = {
    "bib": ("application/x-bibtex; charset=utf-8", True),
    "ris": ("application/x-research-info-systems; charset=utf-8", True),
    "csl.json": ("application/vnd.citationstyles.csl+json", True),
    "gbt7714": ("text/plain; charset=utf-8", False),
    "txt": ("text/plain; charset=utf-8", False),
    "json": ("application/json", False),
}


@pytest.mark.parametrize("ending", FORMS)
def test_a_form_has_its_media_type_and_leads_to_the_page(site: Site, ending: str) -> None:
    media_type, saved = FORMS[ending]
    answer = site.get(f"{RECORD}.{ending}")
    assert answer.headers["content-type"] == media_type
    assert answer.headers["link"] == f'<{RECORD}>; rel="canonical"'
    expected = f'attachment; filename="lanting-2024-11-05-1-a1.{ending}"' if saved else None
    assert answer.headers.get("content-disposition") == expected


def test_the_citations_name_the_address_and_the_day_of_today(site: Site) -> None:
    today = date.today().isoformat()
    assert site.get(f"{RECORD}.gbt7714").text == (
        f"乔知远, 尉迟雪青. 环湖步道全线贯通[N/OL]. 岚汀导报, 2024-11-05(1-2)[{today}]. http://testserver{RECORD}.\n"
    )
    assert f"urldate = {{{today}}}" in site.get(f"{RECORD}.bib").text
    assert f"UR  - http://testserver{RECORD}\r\n" in site.get(f"{RECORD}.ris").text
    assert site.get(f"{RECORD}.csl.json").json()[0]["URL"] == f"http://testserver{RECORD}"


def test_plain_text_is_what_is_printed_and_where(site: Site) -> None:
    assert site.get(f"{RECORD}.txt").text == (
        "慢下来的岚汀\n环湖步道全线贯通\n一圈九公里\n\n"
        "本报讯（记者　乔知远）11月4日上午，环湖步道全线贯通。\n"
        "区财政局、区住建局负责人到场,总投资3.2亿元;市民林屿说，走一圈刚好九公里。\n（下转第2版）\n\n"
        f"岚汀导报 2024年11月5日 星期二 第1版\nhttp://testserver{RECORD}\n"
    )


def test_the_data_are_those_of_the_api(site: Site) -> None:
    assert site.get(f"{RECORD}.json").json() == site.get(f"/api/v1/records{RECORD}").json()


@pytest.mark.parametrize("ending", FORMS)
def test_what_is_not_there_is_404_and_an_engine_that_is_away_503(site: Site, archive: FakeArchive, ending: str) -> None:
    for path in (
        "/lanting/2024-11-05/1/a99",
        "/lanting/2024-11-05/1/x1",
        "/lanting/2024-13-05/1/a1",
        "/lanting/2024-11-05/0/a1",
    ):
        site.get(f"{path}.{ending}", 404)
    archive.fail = away()
    assert site.get(f"{RECORD}.{ending}", 503).headers["retry-after"]
