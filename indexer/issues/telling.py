"""What is missing, in Chinese sentences and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from indexer.issues.intervals import LongInterval
from indexer.issues.missing import AbsentRun, Missing, UnusualGap
from indexer.issues.numbers import Numbered, NumberGap, Oddness, OddNumber
from indexer.issues.page_counts import SECTION
from indexer.issues.seasons import PublishingDays, Season, Why
from indexer.issues.weekdays import weekday_name, weekdays_text

NO_HABIT = "看不出固定的出版日"
_WHY = {
    Why.ASKED: "按 --days 给出的",
    Why.SETTING: "按设置 BULLETIN_PUBLISHING_DAYS",
    Why.FOLDER: "按收录时 bulletin.toml 里写的",
    Why.INFERRED: "从已收录的各期推断",
    Why.UNKNOWN: f"{NO_HABIT}（期数太少，或间隔不固定）。请用 --days 二,五 或设置 BULLETIN_PUBLISHING_DAYS 给出",
}
_ODD = {
    Oddness.BACK: "比前一期小，疑为印错",
    Oddness.AHEAD: "与后面接不上，疑为印错",
    Oddness.OTHER_FORM: "写法与前后各期不同",
    Oddness.PAGES_DIFFER: "各版印的不一样",
    Oddness.UNREADABLE: "读不出号码",
}


def day_text(day: date) -> str:
    """2021-11-16 周二."""
    return f"{day.isoformat()} {weekday_name(day.weekday())}"


def page_text(page: int) -> str:
    """第3版; B2版 for page 102."""
    section, place = divmod(page - 1, SECTION)
    return f"第{page}版" if section == 0 else f"{chr(ord('A') + section)}{place + 1}版"


def _pages_text(pages: Iterable[int]) -> str:
    """第3版、第4版."""
    return "、".join(map(page_text, pages))


def _days_sentences(days: PublishingDays) -> Iterator[str]:
    """Which publishing days were assumed, and why; one season a line where there are several."""
    if days.why is Why.UNKNOWN:
        yield f"出版日：{_WHY[Why.UNKNOWN]}。没有查缺的日期，只查了版、期号和间隔。"
    elif len(days.seasons) == 1:
        yield f"出版日：{weekdays_text(days.seasons[0].days)}（{_WHY[days.why]}）"
    else:
        yield f"出版日（{_WHY[days.why]}）："
        for season in days.seasons:
            yield f"  {season.first} 至 {season.last}：{weekdays_text(season.days) or f'{NO_HABIT}，这一段没有查缺的日期'}"


def _run_sentence(run: AbsentRun) -> str:
    """A run of absent days on one line, with what speaks for or against an issue of these days."""
    first, last = run.days[0], run.days[-1]
    text = day_text(first) if len(run.days) == 1 else f"{day_text(first)} 至 {day_text(last)}，{len(run.days)} 个出版日"
    notes = []
    if run.holiday:
        notes.append(f"{run.holiday}，可能休刊，请核对")
    if run.before and run.after and run.absent_numbers is not None:
        sides = f"第{run.before.number}期（{run.before.day}）与第{run.after.number}期（{run.after.day}）"
        if run.unpublished:
            notes.append(f"前后的{sides}号码相连，多半没有出报")
        else:
            notes.append(f"前后的{sides}之间缺 {run.absent_numbers} 期")
    return f"{text}：{'；'.join(notes)}" if notes else text


def _gap_sentences(gaps: Sequence[UnusualGap]) -> Iterator[str]:
    """The absent numbers that no absent day accounts for, a gap a line, and how many the absent days account for."""
    yield from (_gap_sentence(gap) for gap in gaps if gap.on_other_days)
    told = sum(gap.gap.absent for gap in gaps if not gap.on_other_days)
    if told:
        yield f"{told} 期与缺的日期相符，已写在那里。"


def _gap_sentence(unusual: UnusualGap) -> str:
    gap = unusual.gap
    span = f"第{gap.first}期" if gap.first == gap.last else f"第{gap.first}期至第{gap.last}期"
    text = f"{span}：在第{gap.before.number}期（{gap.before.day}）与第{gap.after.number}期（{gap.after.day}）之间"
    numbers = gap.last.count - gap.first.count + 1
    if gap.absent != numbers:
        text += f"，其中有 {numbers - gap.absent} 期在库里但没有印（或印错）期号，实缺 {gap.absent} 期"
    if unusual.absent_days:
        return (
            f"{text}；其间缺的出版日只有 {unusual.absent_days} 个，至少 {unusual.on_other_days} 期不在通常的出版日，或期号跳印"
        )
    return f"{text}；其间没有缺的出版日，是出在别的日子的一期（增刊、提前或推迟），或期号跳印"


def _interval_sentence(interval: LongInterval) -> str:
    """Two issues far apart, on one line."""
    return f"{interval.before} 与 {interval.after} 相隔 {interval.days} 天，通常相隔 {interval.usual} 天左右"


def _odd_sentence(odd: OddNumber) -> str:
    """A number that was named and not followed."""
    what = f"与 {odd.other} 的一期重号" if odd.kind is Oddness.REPEATED else _ODD[odd.kind]
    expected = f"，按前后应为第{odd.expected}期" if odd.expected else ""
    return f"{day_text(odd.day)}：印的是 {odd.printed}，{what}{expected}"


def missing_lines(paper: str, missing: Missing) -> Iterator[str]:
    """The answer on a terminal: what was assumed first, then facts, then doubts."""
    yield f"{paper}　{missing.first} 至 {missing.last}，库里有 {missing.issues} 期。"
    yield from _days_sentences(missing.days)
    absent = [run for run in missing.absent if not run.unpublished]
    lines: list[tuple[str, list[str]]] = [
        (f"缺的日期（{sum(len(run.days) for run in absent)} 个出版日）", [_run_sentence(run) for run in absent]),
        (
            f"缺的版（{len(missing.pages)} 期）",
            [f"{one.issue.path}：缺{_pages_text(one.absent)}，有{_pages_text(one.issue.pages)}" for one in missing.pages],
        ),
        (f"缺的期号（{sum(one.gap.absent for one in missing.gaps)} 期）", list(_gap_sentences(missing.gaps))),
        (
            "出版日没有报，但号码相连，不算缺",
            [_run_sentence(run) for run in missing.absent if run.unpublished],
        ),
        (
            "版数可疑（只是比前后少，未必缺）",
            [
                f"{one.issue.path}：到第 {max(one.issue.pages)} 版为止；前后的{day_text(one.issue.issue_date)[-2:]}"
                f" {one.of} 期里有 {one.alike} 期是 {one.usual} 版"
                for one in missing.few
            ],
        ),
        ("间隔可疑（比通常长得多，其间可能缺一期）", [_interval_sentence(one) for one in missing.intervals]),
        ("不在出版日的期（增刊，或日期写错）", [day_text(day) for day in missing.other_days]),
        ("期号可疑（只列出，不据此推算）", [_odd_sentence(odd) for odd in missing.numbering.odd]),
        (
            "期号另起",
            [
                f"第{new.before.number}期（{new.before.day}）之后从第{new.after.number}期（{new.after.day}）数起"
                for new in missing.numbering.new_counts
            ],
        ),
    ]
    for title, found in lines:
        if found:
            yield f"{title}："
            yield from (f"  {line}" for line in found)
    if not missing.numbering.numbered:
        yield "各期都没有印期号，没有查期号。"
    if not missing.anything:
        yield "查过的各项里没有发现缺漏。"


def missing_json(paper: str, missing: Missing) -> dict[str, Any]:
    """The answer as `issue missing --json` prints it."""
    return {
        "paper": paper,
        "from": _iso(missing.first),
        "to": _iso(missing.last),
        "issues": missing.issues,
        "publishing_days": {"why": missing.days.why.value, "seasons": [_season(season) for season in missing.days.seasons]},
        "absent_dates": [day.isoformat() for run in missing.absent for day in run.days],
        "probably_unpublished": [day.isoformat() for run in missing.absent if run.unpublished for day in run.days],
        "absent_runs": [_run(run) for run in missing.absent],
        "on_other_days": [day.isoformat() for day in missing.other_days],
        "long_intervals": [
            {"before": one.before.isoformat(), "after": one.after.isoformat(), "days": one.days, "usual": one.usual}
            for one in missing.intervals
        ],
        "absent_pages": [
            {"issue": lacking.issue.path, "present": list(lacking.issue.pages), "absent": list(lacking.absent)}
            for lacking in missing.pages
        ],
        "few_pages": [
            {"issue": few.issue.path, "pages": max(few.issue.pages), "usual": few.usual, "alike": few.alike, "of": few.of}
            for few in missing.few
        ],
        "absent_numbers": [
            _gap(gap.gap) | {"absent_days": gap.absent_days, "on_other_days": gap.on_other_days} for gap in missing.gaps
        ],
        "odd_numbers": [
            {
                "date": odd.day.isoformat(),
                "printed": odd.printed,
                "kind": odd.kind.value,
                "same_as": _iso(odd.other),
                "expected": odd.expected,
            }
            for odd in missing.numbering.odd
        ],
        "new_counts": [
            {"before": _numbered(new.before), "after": _numbered(new.after)} for new in missing.numbering.new_counts
        ],
        "anything_missing": missing.anything,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _numbered(issue: Numbered | None) -> dict[str, str] | None:
    return {"date": issue.day.isoformat(), "number": str(issue.number)} if issue else None


def _season(season: Season) -> dict[str, Any]:
    return {
        "from": season.first.isoformat(),
        "to": season.last.isoformat(),
        "weekdays": [day + 1 for day in sorted(season.days)],
        "text": weekdays_text(season.days),
    }


def _run(run: AbsentRun) -> dict[str, Any]:
    return {
        "from": run.days[0].isoformat(),
        "to": run.days[-1].isoformat(),
        "dates": [day.isoformat() for day in run.days],
        "holiday": run.holiday,
        "before": _numbered(run.before),
        "after": _numbered(run.after),
        "absent_numbers": run.absent_numbers,
        "probably_unpublished": run.unpublished,
    }


def _gap(gap: NumberGap) -> dict[str, Any]:
    return {
        "from": str(gap.first),
        "to": str(gap.last),
        "absent": gap.absent,
        "before": _numbered(gap.before),
        "after": _numbered(gap.after),
    }
