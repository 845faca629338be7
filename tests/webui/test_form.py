"""The form with a field for each wish: what is filled in is what a person would type."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.site import Site, one, text, texts
from webui.search.form import NAMES, request_of_form
from webui.search.language import parse
from webui.search.tree import Field, Not, Run, Word, leaves


@pytest.mark.parametrize(
    ("filled", "q"),
    [
        ({"all": "水质 监测"}, "水质 监测"),
        ({"all": "公园 -停车"}, "公园 -停车"),
        ({"any": "防汛 抗旱"}, "防汛 OR 抗旱"),
        ({"exact": "养老 服务"}, '"养老 服务"'),
        ({"near": "水质 监测", "distance": "5"}, '"水质 监测"~5'),
        ({"near": "水质 监测", "distance": "no number"}, '"水质 监测"~10'),
        ({"near": "水质"}, "水质"),
        ({"without": "停车 演练"}, "-停车 -演练"),
        ({"department": "财政局 水利局", "title": "步道"}, "标题:步道 部门:财政局 部门:水利局"),
        ({"all": "步道", "any": "开放 贯通", "exact": "环湖", "reporter": "乔知远"}, '步道 开放 OR 贯通 "环湖" 记者:乔知远'),
        ({"any": "-停车 标题:步道"}, '"-停车" OR "标题:步道"'),
    ],
)
def test_what_is_filled_in_is_written_as_a_person_types_it(filled: dict[str, str], q: str) -> None:
    wanted = request_of_form(filled)
    assert wanted is not None and wanted.text == q


def test_days_kind_and_front_page_are_filters(site: Site) -> None:
    filled = {
        "all": "步道",
        "from": "2024-11-01",
        "to": "2024-11-05",
        "event_from": "2024-11-04",
        "kind": "article",
        "page_no": "1",
        "any": " ",
    }
    response = site.get(f"/search/form?{urlencode(filled)}", 303)
    address = urlsplit(response.headers["location"])
    assert address.path == "/search" and not address.netloc
    assert dict(parse_qsl(address.query)) == {
        "q": "步道",
        "kind": "article",
        "page_no": "1",
        "from": "2024-11-01",
        "to": "2024-11-05",
        "event_from": "2024-11-04",
    }
    assert text(site.page(response.headers["location"]), ".total") == "共 1 条"


def test_a_day_that_does_not_exist_is_named(site: Site) -> None:
    assert "参数 from 的值“2024-13-01”不能使用" in text(site.page("/search/form?from=2024-13-01", 400), ".notice")


@pytest.mark.parametrize("query", ["", "?all=&any=++&from=", "?nothing=x"])
def test_where_nothing_is_filled_in_the_form_is_shown(site: Site, query: str) -> None:
    soup = site.page(f"/search/form{query}")
    assert text(soup, "h1") == "高级检索"
    fields = {str(field["name"]) for field in one(soup, "form.wishes").select("input, select")}
    assert fields == set(NAMES)
    for field in soup.select(".wishes > p > .filled > input"):
        assert one(soup, f"label[for={field['id']}]").get_text() or field.find_parent("label")
    assert texts(soup, "select[name=kind] option") == ["全部", "报道", "图片说明", "公告"]


def test_every_page_leads_to_the_form(site: Site) -> None:
    for path in ("/", "/search?q=步道", "/help", "/lanting/2024-11-05/1/a1"):
        assert site.page(path).select("footer a[href='/search/form']"), path


@given(st.text(max_size=30), st.sampled_from(("any", "without", "title", "reporter", "department", "person")))
def test_whatever_is_filled_in_is_looked_for_as_it_is(value: str, name: str) -> None:
    """No sign in a field of words is syntax: the pieces are what is asked for."""
    wanted = request_of_form({name: value})
    if wanted is None:
        assert not value.strip()
        return
    nodes = [parse(wanted.text).node]
    asked = [node.node if isinstance(node, Field | Not) else node for node in getattr(nodes[0], "nodes", nodes)]
    assert all(isinstance(leaf, Word | Run) for node in asked for leaf in leaves(node))
