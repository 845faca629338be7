"""Nothing that is seen moves while a page arrives, in however small pieces the browser gets and paints it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer.settings import Settings
from tests.browser.conftest import Visitor
from tests.webui.slow_archive import SHORT, SlowArchive
from tools.live_site import DESKTOP, PHONE, serving
from tools.screenshots import PAGES
from webui.app import create_app
from webui.routes import early

pytestmark = [pytest.mark.engine, pytest.mark.browser]

SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 100)));
})"""

KINDS = [
    "home",
    "search",
    "compact",
    "photos",
    "help",
    "facet",
    "zero",
    "nothing",
    "values",
    "a-to-z",
    "record",
    "issue",
    "issues",
    "reporters",
    "departments",
    "api",
]
"""One page of each layout."""

# Writes the page tag by tag; after each, what can be seen (texts, and boxes with an edge or a ground) is where it was before.
# What arrives below the window is not looked at one by one, but all of it at the end.
MOVES = """async ([head, pieces]) => {
  document.open();
  document.write(head);
  while (!document.querySelector('link[rel=stylesheet]').sheet) await new Promise(resolve => setTimeout(resolve, 5));
  const clear = 'rgba(0, 0, 0, 0)';
  const range = document.createRange();
  const boxes = new Map();
  const isBox = element => {
    if (!boxes.has(element)) boxes.set(element, hasEdgeOrGround(element));
    return boxes.get(element);
  };
  const hasEdgeOrGround = element => {
    if (!(element instanceof HTMLElement)) return element.matches('rect');
    const style = getComputedStyle(element);
    const edge = parseFloat(style.borderTopWidth) && style.borderTopColor !== clear;
    return element.matches('input') || edge || style.backgroundColor !== clear;
  };
  const seen = () => {
    const all = new Map();
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('.unseen, .skip') || !element.checkVisibility({visibilityProperty: true})) continue;
      for (const text of element.childNodes) {
        if (text.nodeType !== Node.TEXT_NODE || !text.data.trim()) continue;
        range.selectNodeContents(text);
        all.set(text, range.getClientRects()[0]);
      }
      if (isBox(element)) all.set(element, element.getBoundingClientRect());
    }
    return all;
  };
  const isBelow = () => {
    let last = document.body;
    while (last.lastElementChild) last = last.lastElementChild;
    return last.getBoundingClientRect().top > innerHeight;
  };
  const moves = new Set();
  let before = new Map();
  for (const [number, piece] of pieces.entries()) {
    document.write(piece);
    if (number < pieces.length - 1 && isBelow()) continue;
    const after = seen();
    for (const [thing, now] of after) {
      const then = before.get(thing);
      if (!then || !now || Math.min(then.top, now.top) > innerHeight) continue;
      if (Math.abs(then.left - now.left) > 1 || Math.abs(then.top - now.top) > 1)
        moves.add((thing.outerHTML || thing.data).trim().slice(0, 60) + ' moved at ' + piece.trim().slice(0, 60));
    }
    before = after;
  }
  document.close();
  return [before.size, [...moves].slice(0, 5)];
}"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", KINDS)
def test_nothing_moves_while_a_page_arrives_tag_by_tag(
    visit: Callable[..., Visitor], name: str, viewport: dict[str, int]
) -> None:
    """Wherever the browser paints a page that is not all there. Seen once in many runs: the orders of the results, drawn to the right
    edge, moved left as more of them came; so did the links of the masthead, and the names in columns of one height changed theirs."""
    visitor = visit(viewport=viewport)
    page = visitor.open(PAGES[name])
    html = page.evaluate("fetch(location.href).then(answer => answer.text())")
    head, end, body = html.partition("</head>")
    pieces = re.findall(r"[^<]*<[^>]*>", body)
    things, moves = page.evaluate(MOVES, [head + end, pieces])
    assert things > 10
    assert moves == []


def test_nothing_moves_while_a_page_appears(visit: Callable[..., Visitor]) -> None:
    for viewport in (DESKTOP, PHONE):
        visitor = visit(viewport=viewport)
        for path in PAGES.values():
            visitor.page.goto(visitor.address + path)
            assert visitor.page.evaluate(SHIFT) == 0, path


class InPieces:
    """The site on a slow line: the head, the title and each section of a page arrive a moment after the one before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def slowly(message: Message) -> None:
            pieces = re.split(rb"(?<=</section>)|(?<=</header>)|(?<=</h1>)", message.get("body", b""))
            for piece in pieces[:-1]:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                await asyncio.sleep(0.15)
            await send({**message, "body": pieces[-1]} if pieces[1:] else message)

        await self._app(scope, receive, slowly)


def test_nothing_moves_while_a_page_arrives_in_pieces(visit: Callable[..., Visitor], sample_settings: Settings) -> None:
    """The first page of an issue has its width before the second one is there; seen when a page came half delivered, once in eight runs."""
    with serving(InPieces(create_app(sample_settings))) as address:
        for viewport in (DESKTOP, PHONE):
            visitor = visit(address, viewport=viewport)
            for name in ("home", "issue", "search", "facet", "nothing", "record", "departments"):
                visitor.page.goto(visitor.address + PAGES[name])
                assert visitor.page.evaluate(SHIFT) == 0, name


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_when_a_page_comes_that_was_waited_for(
    visit: Callable[..., Visitor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, viewport: dict[str, int]
) -> None:
    """Seen where a search took long: the results stood a line lower until the page had ended."""
    monkeypatch.setattr(early, "PATIENCE_SECONDS", SHORT)
    archive = SlowArchive()
    archive.let.set()
    with serving(create_app(Settings.from_env(home=tmp_path / "home"), archive)) as address:
        page = visit(address=address, viewport=viewport).open("/search?q=步道")
        archive.let.clear()
        page.evaluate("fetch(location.href).then(answer => { window.answer = answer; })")  # its first part is here
        archive.let.set()
        html = page.evaluate("window.answer.text()")
        assert 'class="waiting"' in html
        head, end, body = html.partition("</head>")
        things, moves = page.evaluate(MOVES, [head + end, re.findall(r"[^<]*<[^>]*>", body)])
        assert things > 10
        assert moves == []
        assert not page.locator(".waiting span").is_visible()
