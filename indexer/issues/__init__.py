"""What the archive has of a paper and what it lacks: publishing days, absent dates and pages, issue numbers. Values in, values out."""

from indexer.issues.missing import AbsentRun, Missing, Question, UnusualGap, find_missing
from indexer.issues.numbers import Numbering, Oddness, OddNumber, examine_numbers, read_number
from indexer.issues.page_counts import AbsentPages, FewPages
from indexer.issues.seasons import PublishingDays, Season, Why
from indexer.issues.weekdays import Weekdays, read_weekdays, weekday_name, weekdays_text

__all__ = [
    "AbsentPages",
    "AbsentRun",
    "FewPages",
    "Missing",
    "Numbering",
    "OddNumber",
    "Oddness",
    "PublishingDays",
    "Question",
    "Season",
    "UnusualGap",
    "Weekdays",
    "Why",
    "examine_numbers",
    "find_missing",
    "read_number",
    "read_weekdays",
    "weekday_name",
    "weekdays_text",
]
