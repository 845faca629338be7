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
"""By text field: what the exact run of characters there is worth."""

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
