"""Walks at random over links and forms of the served samples: no fault, no dead link, and what every page must have."""

from __future__ import annotations

import json
import random
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urldefrag, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from elasticsearch import Elasticsearch

from evaluation.scores import Score, Tally
from evaluation.search.library import timed
from indexer.settings import Settings
from tools.live_site import PAPER, PAPER_NAME, load_samples, serving
from webui.app import create_app

WALKS = 1_000
LONGEST = 8
"""Steps of a walk from the home page on; it ends earlier where nothing leads on."""
TYPED = ("步道", "防汛", '"区财政局"', "记者:乔知远", "ltdb", "qzy", "無此詞", "标题:", "-", "2024", "<b>", "0", "")
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered."""

    status: int
    kind: str
    body: bytes


Get = Callable[[str], Answer]
"""From an address on the site to its answer; redirects are followed."""


def score_walks(base: Settings, client: Elasticsearch) -> list[Score]:
    """The share of walks that met nothing wrong."""
    settings = base.model_copy(update={"alias": "walks", "paper": PAPER, "paper_name": PAPER_NAME})
    load_samples(client, settings)
    with serving(create_app(settings)) as site, timed(f"{WALKS:,} walks"):
        walker = Walker(site, over_http(site), random.Random(8))
        tally = Tally()
        for _ in range(WALKS):
            wrong = walker.walk()
            tally.add(not wrong, "; ".join(wrong))
    return [tally.score("random walks without fault")]


def over_http(site: str) -> Get:
    """Asks a served site."""

    def get(path: str) -> Answer:
        try:
            with urllib.request.urlopen(site + path, timeout=SECONDS) as answer:
                return Answer(answer.status, answer.headers.get_content_type(), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers.get_content_type(), error.read())

    return get


@dataclass(slots=True)
class Walker:
    """Walks; what was looked at once is not asked for again, so that many walks see much of the site."""

    site: str
    get: Get
    chance: random.Random
    seen: dict[str, Answer] = field(default_factory=dict)
    inspected: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    """By address, what is wrong with the page, and where it leads."""

    def walk(self, longest: int = LONGEST) -> list[str]:
        """One walk; what was wrong on it."""
        path, wrong = "/", []
        for _ in range(longest):
            found, leads = self._inspect(path)
            wrong += found
            if not leads:
                break
            path = self.chance.choice(leads)
        return wrong

    def _inspect(self, path: str) -> tuple[list[str], list[str]]:
        if path not in self.inspected:
            answer = self._ask(path)
            wrong = [f"{path}: {answer.status}"] if answer.status >= 400 else []
            leads: list[str] = []
            if answer.kind == "text/html" and not wrong:
                soup = BeautifulSoup(answer.body, "html.parser")
                wrong += [f"{path}: {fault}" for fault in self._faults(soup)]
                leads = self._leads(soup, path)
            self.inspected[path] = wrong, leads
        return self.inspected[path]

    def _ask(self, path: str) -> Answer:
        if path not in self.seen:
            self.seen[path] = self.get(path)
        return self.seen[path]

    def _faults(self, soup: BeautifulSoup) -> list[str]:
        faults = []
        if soup.title is None or not soup.title.get_text().strip():
            faults.append("no title")
        canonical = soup.select_one("link[rel=canonical]")
        if canonical is None:
            faults.append("no canonical link")
        elif not str(canonical["href"]).startswith(self.site):
            faults.append(f"canonical {canonical['href']}")
        elif (status := self._ask(str(canonical["href"]).removeprefix(self.site)).status) != 200:
            faults.append(f"canonical {canonical['href']}: {status}")
        for block in soup.select('script[type="application/ld+json"]'):
            try:
                json.loads(block.get_text())
            except ValueError:
                faults.append("JSON-LD that cannot be read")
        return faults

    def _leads(self, soup: BeautifulSoup, path: str) -> list[str]:
        links = [str(tag["href"]) for tag in soup.select("a[href], link[rel=alternate][href], area[href]")]
        leads = [found for link in links if (found := self._within(link, path)) is not None]
        return leads + [found for form in soup.select("form") if (found := self._within(self._filled(form), path)) is not None]

    def _within(self, link: str, path: str) -> str | None:
        """The address on the site that a link on this page leads to; None for its own place and for other sites."""
        parts = urlsplit(urldefrag(urljoin(self.site + quote(path, safe="/?&=%+:;,@!$'()*~-._"), link)).url)
        if not link or link.startswith("#") or f"{parts.scheme}://{parts.netloc}" != self.site:
            return None
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _filled(self, form: Tag) -> str:
        pairs = []
        for control in form.select("input[name], select[name]"):
            kind = str(control.get("type", "text"))
            if control.name == "select":
                values: Sequence[str] = [str(option.get("value", option.get_text())) for option in control.select("option")]
                pairs.append((str(control["name"]), self.chance.choice(values)))
            elif kind in ("hidden", "date"):
                pairs.append((str(control["name"]), str(control.get("value", ""))))
            elif kind not in ("checkbox", "radio") or self.chance.random() < 0.5:
                value = str(control.get("value", "")) if kind in ("checkbox", "radio") else self.chance.choice(TYPED)
                pairs.append((str(control["name"]), value))
        return f"{form.get('action', '')}?{urlencode(pairs)}"
