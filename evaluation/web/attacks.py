"""Every string of attackers at every door of the site, with the real engine; and in every field of records that are searched."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import islice, product
from multiprocessing import get_context

from elasticsearch import Elasticsearch
from fastapi.testclient import TestClient

from evaluation.scores import Score, Tally
from evaluation.search.library import loaded, timed
from evaluation.web.attack_records import attack_records
from evaluation.web.doors import Door, doors
from evaluation.web.harm import Attack, attacks, faults
from indexer.load import PageLoad
from indexer.settings import Settings
from tools.live_site import PAPER, PAPER_NAME, load_samples
from webui.app import create_app
from webui.citations.files import FILES
from webui.search.facets import LISTED_FACETS

PROCESSES, AT_ONCE = 2, 2
"""The work is that of the site and not of the engine: a process each, and in each another request while one waits for the engine."""


def score_attacks(base: Settings, client: Elasticsearch) -> list[Score]:
    """The share of requests, and of addresses of records made of such strings, that were answered without harm."""
    return [_at_doors(base, client), _in_records(base, client)]


def _at_doors(base: Settings, client: Elasticsearch) -> Score:
    settings = base.model_copy(update={"alias": "attacks", "paper": PAPER, "paper_name": PAPER_NAME})
    load_samples(client, settings)
    tally = Tally()
    count = len(list(doors(PAPER))) * len(attacks())
    with timed(f"{count:,} requests of attackers"), ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        for share in pool.map(partial(_share, settings), range(PROCESSES)):
            tally.include(share)
    return tally.score("attack strings at every door do no harm")


def _share(settings: Settings, place: int) -> Tally:
    """What one of the processes finds, at every so many of all doors."""
    asked = islice(product(doors(PAPER), attacks()), place, None, PROCESSES)
    tally = Tally()
    with TestClient(create_app(settings), follow_redirects=False) as site, ThreadPoolExecutor(AT_ONCE) as pool:
        for wrong in pool.map(lambda one: tried(site, *one), asked):
            tally.add(not wrong, "; ".join(wrong))
    return tally


def _in_records(base: Settings, client: Elasticsearch) -> Score:
    documents = list(attack_records())
    loads = (PageLoad(one["id"].rpartition("/")[0] + f"-{one['ordinal']}", (one,), frozenset()) for one in documents)
    settings = loaded(base, client, loads, "attacked").settings
    tally = Tally()
    with TestClient(create_app(settings), follow_redirects=False) as site, timed("records of attackers"):
        for path in addresses_of([one["id"] for one in documents]):
            answer = site.get(path)
            wrong = [*faults(answer, path), *([] if answer.status_code == 200 else [f"{path}: {answer.status_code}"])]
            tally.add(not wrong, "; ".join(wrong))
    return tally.score("attack strings in every field of a record do no harm")


def addresses_of(ids: list[str]) -> Iterator[str]:
    """Where these records are shown or given away: all pages of their search, lists of their names, files, each of them in each form."""
    searches = ("/search", "/search?view=compact", "/photos", "/feed.atom", "/api/v1/search")
    for path, page in product(searches, range(1, 1 + -(-len(ids) // 100))):
        yield f"{path}{'&' if '?' in path else '?'}size=100&page={page}"
    yield from (f"/export.{ending}" for ending in ("csv", "xlsx", "jsonl", "docx", "bib", "ris"))
    yield from ("/", "/issues/", "/reporters/", "/departments/", "/sitemap.xml")
    yield from (f"/search/facet?name={facet.name}&size=500" for facet in LISTED_FACETS)
    yield from (f"/api/v1/facets/{facet.name}?size=500" for facet in LISTED_FACETS)
    pages = dict.fromkeys(one.rpartition("/")[0] for one in ids)
    issues = dict.fromkeys(page.rpartition("/")[0] for page in pages)
    yield from (f"/{issue}/" for issue in issues)
    yield from (f"/{issue}/manifest.json" for issue in issues)
    yield from (f"/{page}/" for page in pages)
    endings = ("", ".json", ".txt", *(f".{file.ending}" for file in FILES))
    yield from (f"/{one}{ending}" for one, ending in product(ids, endings))


def tried(site: TestClient, door: Door, attack: Attack) -> list[str]:
    """What is wrong with the answer at this door; headers that no server lets through are not tried."""
    value = attack.text.encode("utf-8", "replace")
    if door.headers and any(sign in value for sign in b"\r\n\x00"):
        return []
    given = dict.fromkeys(door.headers, value)
    return faults(site.get(door.address.replace("{}", attack.percent), headers=given), attack.text)
