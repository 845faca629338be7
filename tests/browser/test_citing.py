"""How a record is cited, in the browser: copied with a click or by hand, and data that no policy of the site stands in the way of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, expect

from indexer.settings import Settings
from tests.browser.conftest import Visitor
from tests.webui.fake_archive import ATTACK, FakeArchive, invented_records
from tools.live_site import PHONE, serving
from webui.app import create_app

pytestmark = [pytest.mark.engine, pytest.mark.browser]

RECORD = "/lanting/2024-11-05/1/a1"
EVIL = f"</script><script>document.title='broken'</script><!--{ATTACK}"


@pytest.fixture(scope="module")
def citing_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose records have markup in them."""
    records = invented_records()
    records[1]["body"] = records[1]["headline"] = EVIL
    settings = Settings.from_env(home=tmp_path_factory.mktemp("citing"), paper="lanting", paper_name="岚汀导报")
    with serving(create_app(settings, FakeArchive(records))) as address:
        yield address


def test_a_citation_is_copied_with_a_click_and_by_the_keyboard(visit: Callable[..., Visitor], citing_site: str) -> None:
    visitor = visit(citing_site, viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(RECORD)
    expect(page.locator(".cite dl")).to_be_hidden()
    page.locator(".cite summary").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="复制 GB/T 7714—2015")
    expect(button).to_be_visible()
    button.click()
    expect(button).to_have_text("已复制")
    expect(page.locator("#status")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("乔知远, 尉迟雪青. 环湖步道全线贯通[N/OL]. 岚汀导报, 2024-11-05(1-2)[")
    page.get_by_role("button", name="复制 BibTeX").press("Enter")
    expect(page.get_by_role("button", name="复制 BibTeX")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@article{lanting:2024-11-05:1:a1,\n")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()


def test_where_the_clipboard_is_closed_the_citation_is_selected_and_copied(
    visit: Callable[..., Visitor], citing_site: str
) -> None:
    """A site in the town hall's own net has no https."""
    visitor = visit(citing_site)
    visitor.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = visitor.open(RECORD)
    page.locator(".cite summary").click()
    page.get_by_role("button", name="复制 APA 第 7 版").click()
    assert page.evaluate("getSelection().toString()").startswith("乔知远, & 尉迟雪青. (2024, November 5).")


def test_without_script_the_citations_are_there_and_there_is_no_button(visit: Callable[..., Visitor], citing_site: str) -> None:
    page = visit(citing_site, java_script_enabled=False).open(RECORD)
    page.locator(".cite summary").click()
    expect(page.locator(".cite dd").first).to_contain_text("环湖步道全线贯通[N/OL]")
    assert page.locator(".cite button").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS").click()
    assert download.value.suggested_filename == "lanting-2024-11-05-1-a1.ris"


def test_the_data_block_passes_the_sites_policy_and_markup_does_not_get_out_of_it(
    visit: Callable[..., Visitor], citing_site: str
) -> None:
    visitor = visit(citing_site)
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(message.text)

    visitor.page.on("console", note)
    page = visitor.open("/lanting/2024-11-05/1/c1")
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert data["name"] == data["caption"] == EVIL
    assert page.title().startswith("</script>")
    assert not said
    expect(page.locator("footer")).to_be_visible()


def test_a_printed_record_ends_with_its_citation(visit: Callable[..., Visitor], citing_site: str) -> None:
    page = visit(citing_site).open(RECORD)
    expect(page.locator(".print-cite")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".print-cite")).to_be_visible()
    expect(page.locator(".cite, .saved").first).to_be_hidden()
