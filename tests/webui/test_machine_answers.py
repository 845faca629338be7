"""What programs ask: the API, health, metrics, robots, OpenSearch, headers, HEAD."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from tests.webui.fake_archive import FakeArchive
from tests.webui.site import Site, one, texts
from webui.search.payload import search_payload
from webui.search.request import PARAMETERS, SearchRequest

HTML = (
    "/",
    "/search?q=步道",
    "/selection?id=lanting/2024-11-05/1/a1",
    "/search/form",
    "/issues/",
    "/lanting/2024-11-05/",
    "/lanting/2024-11-05/1/",
    "/lanting/2024-11-05/1/a1",
)
OTHERS = (
    "/lanting/2024-11-05/1/a1.bib",
    "/lanting/2024-11-05/1/a1.txt",
    "/reporters/",
    "/departments/",
    "/api/docs",
    "/api/openapi.json",
    "/api/v1/search",
    "/robots.txt",
    "/opensearch.xml",
)
MORE = ("/healthz", "/readyz", "/metrics", "/static/style.css", "/static/icon.svg", "/nothing", "/search?page=x")


def test_the_api_answers_what_the_page_shows(site: Site, archive: FakeArchive) -> None:
    answer = site.get("/api/v1/search?q=步道&kind=article").json()
    assert answer == search_payload(archive.search(SearchRequest(text="步道", kinds=("article",))))
    shown = [str(link["href"]).partition("?")[0] for link in site.page("/search?q=步道&kind=article").select(".hit h2 a")]
    assert [hit["url"] for hit in answer["hits"]] == shown


def test_a_record_has_the_form_of_parse_json(site: Site) -> None:
    answer = site.get("/api/v1/records/lanting/2024-11-05/1/a1").json()
    assert answer["id"] == "lanting/2024-11-05/1/a1" and answer["url"] == "/lanting/2024-11-05/1/a1"
    assert len(answer["paragraphs"]) == 3
    assert answer["departments"][1] == {
        "name": "住房和城乡建设局",
        "level": "区",
        "facet": "区住房和城乡建设局",
        "as_printed": "区住建局",
        "confirmed": False,
    }
    assert answer["byline"] is None and answer["continues_to"]["raw"] == "（下转第2版）"
    assert answer["source"]["encoding"] == "utf-8"
    bare = site.get("/api/v1/records/lanting/2024-11-05/1/c1").json()
    assert set(bare) == set(answer)


def test_openapi_describes_every_parameter_and_the_page_lists_them(site: Site) -> None:
    openapi = site.get("/api/openapi.json").json()
    search = openapi["paths"]["/api/v1/search"]["get"]
    assert [parameter["name"] for parameter in search["parameters"]] == list(PARAMETERS)
    assert all(parameter["description"] for parameter in search["parameters"])
    assert {"400", "503"} <= set(search["responses"])
    soup = site.page("/api/docs")
    assert not soup.select("iframe, img")
    assert texts(soup, ".operation h2") == [
        "GET /api/v1/search",
        "GET /api/v1/facets/{name}",
        "GET /api/v1/suggest",
        "GET /api/v1/records/{record_id}",
        "GET /api/v1/pages/{paper}/{issue}/{page}",
        "GET /api/v1/issues/{paper}/{issue}",
        "GET /api/v1/calendar",
    ]
    assert set(PARAMETERS) <= set(texts(soup, ".operation dt"))


def test_openapi_gives_an_example_of_every_part_of_an_address(site: Site) -> None:
    paths = site.get("/api/openapi.json").json()["paths"]
    parts = [part for found in paths.values() for part in found["get"].get("parameters", ()) if part["in"] == "path"]
    assert len(parts) == 7 and all(part["examples"] for part in parts)
    (name,) = (part for part in parts if part["name"] == "name")
    assert name["examples"]["department"]["value"] in name["schema"]["enum"]
    for facet in name["schema"]["enum"]:
        site.get(f"/api/v1/facets/{facet}")
    assert "there is nothing at" in site.get("/api/v1/nothing", 404).json()["error"]["message"]


def test_ready_names_engine_index_and_records(site: Site, archive: FakeArchive) -> None:
    assert site.get("/readyz").json() == {
        "status": "ok",
        "engine": "9.5.3",
        "index": "fake-v1-20241105T000000Z",
        "records": len(archive.records),
        "stale": [],
    }


def test_an_index_made_with_something_older_is_ready_and_says_so(site: Site, archive: FakeArchive) -> None:
    archive.stale = ("schema_version", "vocabulary_sha256")
    assert site.get("/readyz").json()["stale"] == ["schema_version", "vocabulary_sha256"]


def test_metrics_count_by_route_never_by_record(site: Site) -> None:
    site.get("/lanting/2024-11-05/1/a1")
    site.get("/lanting/2024-11-05/1/c1")
    site.get("/no/such/thing", 404)
    lines = site.get("/metrics").text.split("\n")
    counted = [line for line in lines if line.startswith("bulletin_requests_total{") and "record}" in line]
    assert counted == ['bulletin_requests_total{route="/{paper}/{issue}/{page}/{record}",status="200"} 2.0']
    assert not [line for line in lines if "lanting" in line or "such" in line]
    assert any(line.startswith("bulletin_request_seconds_bucket{") for line in lines)


def test_opensearch_leads_to_the_search_and_is_well_formed(site: Site) -> None:
    response = site.get("/opensearch.xml")
    root = ElementTree.fromstring(response.content)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.findtext(f"{name}ShortName") == "岚汀导报"
    url = root.find(f"{name}Url")
    assert url is not None and url.attrib["template"] == "http://testserver/search?q={searchTerms}"
    assert one(site.page("/"), "link[rel=search]")["href"] == "/opensearch.xml"


def test_robots_keep_crawlers_out_of_endless_searches(site: Site) -> None:
    assert "Disallow: /search" in site.get("/robots.txt").text


@pytest.mark.parametrize("path", [*HTML, *OTHERS, *MORE])
def test_every_answer_keeps_the_page_to_itself(site: Site, path: str) -> None:
    headers = site.client.get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["style-src"] == "'self'" and policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'" and "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", [*HTML, *OTHERS, *MORE])
def test_head_is_get_without_the_body(site: Site, path: str) -> None:
    get, head = site.client.get(path), site.client.head(path)
    assert head.status_code == get.status_code and head.content == b""
    assert head.headers["content-type"] == get.headers["content-type"]
    if path != "/metrics":
        assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize("path", HTML)
def test_a_page_asks_for_nothing_from_elsewhere_and_has_no_inline_script_or_style(site: Site, path: str) -> None:
    soup = site.page(path)
    for block in soup.select('script[type="application/ld+json"]'):  # data, which no browser runs
        block.extract()
    assert not soup.select("script:not([src]), style, iframe, object, embed, [style], [onclick]")
    assert not any(tag.get_text() for tag in soup.select("script"))
    for tag in soup.select("link[href], img[src], script[src], form[action]"):
        address = str(tag.get("href") or tag.get("src") or tag.get("action"))
        assert address.startswith(("/", "http://testserver/")), address


def test_the_style_sheet_is_kept_for_good_under_an_address_that_names_its_content(site: Site) -> None:
    address = str(one(site.page("/"), "link[rel=stylesheet]")["href"])
    assert re.fullmatch(r"/static/style\.css\?v=[0-9a-f]{12}", address)
    response = site.get(address)
    assert "immutable" in response.headers["cache-control"]
    assert "url(" not in response.text and "@import" not in response.text


def test_the_first_view_is_light(site: Site) -> None:
    """Below 60 kB without pictures, as it is sent: half of that."""

    def sent(path: str) -> int:
        response = site.get(path)
        assert response.headers["content-encoding"] == "gzip", path
        return int(response.headers["content-length"])

    files = sum(sent(f"/static/{name}") for name in ("style.css", "suggest.js", "page.js", "copy.js"))
    for path in HTML:
        assert files + sent(path) < 30_000, path
