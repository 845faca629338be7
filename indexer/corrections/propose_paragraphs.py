"""The corrections of paragraphs out of what an archivist asks: their order within a record, and the record that they belong to."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from indexer.corrections.application import Corrected
from indexer.corrections.log import Operation, Proposal, Signature
from indexer.corrections.places import paragraphs_of
from indexer.corrections.propose import asked_document, base_in, issue_of, page_of, signed_proposal
from indexer.errors import CorrectionError

_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
_SEPARATORS = re.compile(r"[,、;\s]+")
_STRETCH = re.compile(r"([1-9][0-9]{0,4})(?:\s*[-–—~至到]\s*([1-9][0-9]{0,4}))?")


def propose_order(issue: Corrected, record: str, order: str, signed: Signature) -> Proposal:
    """The paragraphs of the record in this order, `3,1,2`: each number of today once."""
    document = asked_document(issue, record)
    texts = paragraphs_of(document)
    if len(texts) < 2:
        raise CorrectionError(
            f"{record} 只有 {len(texts)} 段，没有次序可调。", f"{record} has {len(texts)} paragraphs: no order"
        )
    numbers = _numbers(order, len(texts))
    ordered = [texts[number - 1] for number in numbers]
    if ordered == texts:
        raise CorrectionError(f"没有要改的：{record} 的各段已是这个次序。", f"nothing would change in {record}")
    # Only what changes its place: whatever becomes of the other paragraphs is of no concern.
    first = next(place for place, number in enumerate(numbers) if number != place + 1)
    end = next(place for place in range(len(numbers), 0, -1) if numbers[place - 1] != place)
    data = {"paragraph": first + 1, "texts": texts[first:end], "order": [number - first for number in numbers[first:end]]}
    return signed_proposal(signed, Operation.ORDER, record, (page_of(record),), data, base_in(issue, document, ordered))


def propose_reassign(issue: Corrected, record: str, stretch: str, other: str, at: int | None, signed: Signature) -> Proposal:
    """The paragraphs `N` or `N-M` of the record as those of another record of the issue: as its paragraph `at` and the next, else its last."""
    document = asked_document(issue, record)
    if issue_of(other) != issue_of(record):
        raise CorrectionError(
            f"{other} 不在 {issue_of(record)} 这一期里；段落只能移到同一期的条目。",
            f"{other} is of another issue than {record}",
        )
    target = asked_document(issue, other)
    if other == record:
        raise CorrectionError(
            f"{record} 的段落不能移到它自己；调换各段的次序请用 --order。", f"paragraphs of {record} cannot be moved to itself"
        )
    texts, theirs = paragraphs_of(document), paragraphs_of(target)
    first, last = _stretch(stretch)
    if last > len(texts):
        raise CorrectionError(
            f"{record} 只有 {len(texts)} 段，没有第 {last} 段。用 bulletin correct {record} --show 可以看到各段的号码。",
            f"{record} has {len(texts)} paragraphs, none is number {last}",
        )
    if last - first + 1 == len(texts):
        raise CorrectionError(
            f"这是 {record} 的全部段落，移走就空了。要把整条并过去，请用 bulletin correct {other} --join {record}。",
            f"these are all paragraphs of {record}; join the records instead",
        )
    places = len(theirs) + 1
    if at is not None and not 1 <= at <= places:
        raise CorrectionError(
            f"{other} 有 {places - 1} 段，移来的段落可以排在第 1 到第 {places} 段的位置，不能排在第 {at} 段。",
            f"position {at} is not between 1 and {places}",
        )
    position = at or places
    taken = texts[first - 1 : last]
    data = {
        "paragraph": first,
        "texts": taken,
        "other": other,
        "other_base": base_in(issue, target, [*theirs[: position - 1], *taken, *theirs[position - 1 :]]),
        "at": position,
        "before": theirs[position - 1] if position < places else None,
    }
    pages = tuple(dict.fromkeys((page_of(record), page_of(other))))
    return signed_proposal(
        signed, Operation.REASSIGN, record, pages, data, base_in(issue, document, [*texts[: first - 1], *texts[last:]])
    )


def _numbers(order: str, count: int) -> list[int]:
    """Raises CorrectionError for what does not name each number from 1 to `count` once."""
    parts = [part for part in _SEPARATORS.split(unicodedata.normalize("NFKC", order)) if part]
    bad = [part for part in parts if not _NUMBER.fullmatch(part)]
    if bad or not parts:
        raise CorrectionError(
            f"次序里的“{(bad or [''])[0][:20]}”不是段落的号码。请依次写出各段现在的号码，例如 --order 3,1,2。",
            "an order must be numbers of paragraphs",
        )
    numbers = [int(part) for part in parts]
    times = Counter(numbers)
    wrong = [
        ("缺第 {} 段", [number for number in range(1, count + 1) if number not in times]),
        ("第 {} 段写了不止一次", [number for number, found in times.items() if found > 1]),
        ("没有第 {} 段", [number for number in times if number > count]),
    ]
    said = [sentence.format("、".join(map(str, found[:9]))) for sentence, found in wrong if found]
    if said:
        raise CorrectionError(
            f"次序要把 1 到 {count} 各写一次：{'；'.join(said)}。", f"an order must name each number from 1 to {count} once"
        )
    return numbers


def _stretch(text: str) -> tuple[int, int]:
    """Raises CorrectionError for what is no number and no two numbers in order."""
    match = _STRETCH.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise CorrectionError(
            f"“{text[:20]}”不是段落的号码。请写一个号码，或起止两个，例如 --move 3 或 --move 3-5。", "no number of a paragraph"
        )
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise CorrectionError(f"“{text[:20]}”的止段在起段之前；请写成 {last}-{first}。", "a stretch that ends before it begins")
    return first, last
