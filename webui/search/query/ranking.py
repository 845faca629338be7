"""How much each place counts: the boost table of the archive, with the reason and an example query for each row.

A phrase's own BM25 score says nothing here: in a district paper 区 stands in every record, so 新区 would score near 0 and lose
against one rare word spread over the text. So each place gives a fixed step, far above the BM25 score of a word (about 30), and
BM25 orders the records within a step. The steps are small enough for the 24 bits of a score to keep that part: 64 words in the
headline make 51,200, which leaves steps of 0.004.
"""

from __future__ import annotations

EXACT_RUN_WEIGHTS = {
    "headline": 800.0,  # 防汛: the report that is about it comes before those that mention it
    "kicker": 400.0,  # part of the headline as printed, in smaller type
    "subtitle": 400.0,
    "body": 200.0,  # 防汛值守 as printed comes before 防汛 here and 值守 there
    "byline": 200.0,  # 乔知远: only where the credit has a line of its own; elsewhere it stands in the body
}
"""By text field: what the exact run of characters there is worth. Earlier forms of what was corrected (更正前) are worth nothing."""

NAME_WEIGHT = 400.0
"""记者:知远: a filter in the shape of a word; it must not outweigh a headline."""

SPREAD_WORD_BOOSTS = {
    "headline": 4.0,  # 防汛 演练工作: two words in the headline say more than two in the last paragraph
    "kicker": 2.0,
    "subtitle": 2.0,
    "byline": 1.0,
    "body": 1.0,
}
"""By text field: what words count when they stand apart. `combined_fields` takes no boost below 1."""

RECENCY_BOOST = 20.0
"""Order `recent`: what the newest day adds. Less than between two places (200), about as much as BM25 tells apart within one: of two
reports with 防汛 in the headline the newer comes first, and a new report that only mentions it stays behind both."""

RECENCY_PIVOT = "365d"
"""A year before today half of RECENCY_BOOST is left, nine years before it a tenth."""

MOST_OF_WORDS = "1<-1 3<60%"
"""How many words of a sentence must occur, those that ask left out: 1 of 1 or 2, 2 of 3, beyond that 60 %.

Half finds three times as many records of 13,000; two thirds miss relevant pages (recall at 10 of 100 questions 1.00 with 50 % and
60 %, 0.98 with 67 %, 0.94 with 75 %)."""

SENTENCE_TITLE_BOOST = 1.25
"""What a title counts more than the body in a sentence's closeness. Between 1 and 1.5 the 100 questions show no real difference; with 2
and more, pages that only repeat the question come first (mean reciprocal rank 0.70, 0.71, 0.70; then 0.69)."""

WHOLE_STEP = 10_000.0
"""A widened query: what records with all of it are above those with most of it. A sentence of 500 characters scores below 5,000."""

SENTENCE_RUN_STEP = 5_000.0
"""Among the records with all of a sentence: what the exact run is above its words apart, wherever it stands.

Not for questions: what repeats a question is not what answers it (mean reciprocal rank 0.72 without, 0.67 with it)."""
