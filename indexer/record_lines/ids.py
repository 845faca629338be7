"""Kinds and ordinals of a page's records: given ids first, the others count on in file order."""

from __future__ import annotations

from collections import Counter
from typing import Any

from indexer.model import IssueIdentity, Kind
from indexer.record_lines.address import GivenId
from indexer.record_lines.faults import LineWrong

_KINDS = {kind.value: kind for kind in Kind}


class Numbering:
    """The numbers of one page: `reserve` the given ids first, then ask `number` for every record in file order."""

    def __init__(self, page: IssueIdentity) -> None:
        self.page = page
        self._taken: set[tuple[Kind, int]] = set()
        self._last: Counter[Kind] = Counter()

    def reserve(self, own: GivenId, value: dict[str, Any]) -> None:
        """Keeps the number of a given id; raises LineWrong for an id that stands for another page or kind, or was given before."""
        address = value["id"]
        if own.page != self.page:
            where = self.page.page_path
            raise LineWrong(
                "id_contradicts",
                f"id（{address}）与这一行的报纸、日期、版次（{where}）不一致。请改正其中一个，或去掉 id。",
                f"the id {address} contradicts the page {where}",
            )
        if value.get("kind") not in (None, own.kind.value):
            raise LineWrong(
                "id_contradicts",
                f"id（{address}）与 kind 不一致：a 是 article，c 是 caption，n 是 notice。请改正其中一个，或去掉 id。",
                f"the id {address} contradicts the kind",
            )
        if (own.kind, own.ordinal) in self._taken:
            raise LineWrong(
                "id_twice",
                f"id（{address}）在这一版里出现了不止一次，只收了第一条。请给这一条另一个编号，或去掉 id。",
                f"the id {address} occurs more than once; the first is taken",
            )
        self._taken.add((own.kind, own.ordinal))

    def number(self, own: GivenId | None, value: dict[str, Any]) -> tuple[Kind, int]:
        """Kind and ordinal of a record; a faulty one gets its number as well, so that mending it shifts no other."""
        if own is not None:
            return own.kind, own.ordinal
        kind = _KINDS.get(str(value.get("kind")), Kind.ARTICLE)
        ordinal = self._last[kind] + 1
        while (kind, ordinal) in self._taken:
            ordinal += 1
        self._last[kind] = ordinal
        return kind, ordinal


def check_kind(value: dict[str, Any]) -> None:
    """Raises LineWrong for a kind that is none; a record without one is an article, or what its id says."""
    kind = value.get("kind")
    if kind is not None and (not isinstance(kind, str) or kind not in _KINDS):
        raise LineWrong(
            "unknown_kind",
            f"kind 的值 {repr(kind)[:40]} 不认识。请写 article（报道）、caption（图片说明）或 notice（公告、广告）。",
            f"unknown kind {repr(kind)[:40]}",
        )
