"""What is missing, in Chinese sentences and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from indexer.issues.missing import AbsentRun, Missing, UnusualGap
from indexer.issues.numbers import Numbered, NumberGap, Oddness, OddNumber
from indexer.issues.page_counts import SECTION
from indexer.issues.seasons import PublishingDays, Season, Why
from indexer.issues.weekdays import weekday_name, weekdays_text

NO_HABIT = "看不出固定的出版日"
_WHY = {
    Why.ASKED: "按 --days 给出的",
    Why.SETTING: "按设置 BULLETIN_PUBLISHING_DAYS",
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


def pages_text(pages: Iterable[int]) -> str:
    """第3版、第4版."""
    return "、".join(map(page_text, pages))


def days_sentences(days: PublishingDays) -> Iterator[str]:
    """Which publishing days were assumed, and why; one season a line where there are several."""
    if days.why is Why.UNKNOWN:
        yield f"出版日：{_WHY[Why.UNKNOWN]}。没有查缺的日期，只查了版和期号。"
    elif len(days.seasons) == 1:
        yield f"出版日：{weekdays_text(days.seasons[0].days)}（{_WHY[days.why]}）"
    else:
        yield f"出版日（{_WHY[days.why]}）："
        for season in days.seasons:
            yield f"  {season.first} 至 {season.last}：{weekdays_text(season.days) or f'{NO_HABIT}，这一段没有查缺的日期'}"


def run_sentence(run: AbsentRun) -> str:
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


def gap_sentence(unusual: UnusualGap) -> str:
    """Absent numbers on one line, with the issues on either side."""
    gap = unusual.gap
    span = f"第{gap.first}期" if gap.first == gap.last else f"第{gap.first}期至第{gap.last}期"
    text = f"{span}：在第{gap.before.number}期（{gap.before.day}）与第{gap.after.number}期（{gap.after.day}）之间"
    numbers = gap.last.count - gap.first.count + 1
    if gap.absent != numbers:
        text += f"，其中有 {numbers - gap.absent} 期在库里但没有印（或印错）期号，实缺 {gap.absent} 期"
    if unusual.on_other_days == 0:
        return f"{text}；其间缺的出版日有 {unusual.absent_days} 个"
    if unusual.absent_days:
        return (
            f"{text}；其间缺的出版日只有 {unusual.absent_days} 个，至少 {unusual.on_other_days} 期不在通常的出版日，或期号跳印"
        )
    return f"{text}；其间没有缺的出版日，是出在别的日子的一期（增刊、提前或推迟），或期号跳印"


def odd_sentence(odd: OddNumber) -> str:
    """A number that was named and not followed."""
    what = f"与 {odd.other} 的一期重号" if odd.kind is Oddness.REPEATED else _ODD[odd.kind]
    expected = f"，按前后应为第{odd.expected}期" if odd.expected else ""
    return f"{day_text(odd.day)}：印的是 {odd.printed}，{what}{expected}"


def missing_json(paper: str, missing: Missing) -> dict[str, Any]:
    """The answer as `issue missing --json` prints it."""
    return {
        "paper": paper,
        "from": _iso(missing.first),
        "to": _iso(missing.last),
        "issues": missing.issues,
        "publishing_days": {"why": missing.days.why.value, "seasons": [_season(season) for season in missing.days.seasons]},
        "absent_dates": [day.isoformat() for run in missing.absent if not run.unpublished for day in run.days],
        "absent_runs": [_run(run) for run in missing.absent],
        "on_other_days": [day.isoformat() for day in missing.other_days],
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
