"""Analyzers by name. One definition serves the embedded engine and any cluster with analysis-ik or analysis-smartcn."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from elasticsearch.dsl import analyzer, char_filter, normalizer, token_filter, tokenizer

from mappings.folding import dictionary_rules, folding_rules, gap_pattern, unseen_rules
from mappings.pinyin import pinyin_rules

AnalyzerName = Literal["ik", "smartcn"]

FOLD = char_filter("fold", type="mapping", mappings=[*folding_rules(), *unseen_rules()])

# Blanks that a bad PDF put between characters take no position: 习 近 平 is found by 习近平. After folding, when every blank is one.
CLOSE_GAPS = char_filter("close_gaps", type="pattern_replace", pattern=gap_pattern(), replacement="")

# For the dictionaries only: folded 着名 is 著名 again, which is a word.
DICTIONARY_FORMS = char_filter("dictionary_forms", type="mapping", mappings=dictionary_rules())

# One token a character, letters, digits, punctuation and blanks included (token_chars empty keeps all), so that a phrase finds
# every run of characters: 531 in 25311, 》 alone, 红主 across a word break. The standard tokenizer would drop punctuation and
# keep 25311 in one piece.
EVERY_CHARACTER = tokenizer("every_character", type="ngram", min_gram=1, max_gram=1)

CHARACTERS = analyzer("characters", char_filter=[FOLD, CLOSE_GAPS], tokenizer=EVERY_CHARACTER)
EXACT_CHARACTERS = analyzer(
    "exact_characters", char_filter=[char_filter("unseen", type="mapping", mappings=unseen_rules())], tokenizer=EVERY_CHARACTER
)

# The same analyzer on both sides: ik_smart's tokens are no subset of ik_max_word's (analysis-ik#531), so the mix that IK's own
# example shows loses hits. smartcn makes a comma token of every punctuation mark (elastic/elasticsearch#21418).
COMMAS = token_filter("commas", type="stop", stopwords=[","])
READ_AS_WORDS = [FOLD, CLOSE_GAPS, DICTIONARY_FORMS]
WORDS = {
    "ik": analyzer("words", char_filter=READ_AS_WORDS, tokenizer="ik_max_word"),
    "smartcn": analyzer("words", char_filter=READ_AS_WORDS, tokenizer="smartcn_tokenizer", filter=[COMMAS]),
}

# What is typed in Latin letters finds headlines to suggest: 防汛 is fang xun. Records are never searched in it.
SPOKEN = char_filter("spoken", type="mapping", mappings=pinyin_rules())
SYLLABLES = analyzer("syllables", char_filter=[FOLD, SPOKEN], tokenizer="whitespace")

FOLDED_NAME = normalizer("folded_name", char_filter=[FOLD])

TOKENIZER_OF = {"ik": "ik_max_word", "smartcn": "smartcn_tokenizer"}
"""The tokenizer that an engine must have for each value of BULLETIN_ANALYZER."""


def analysis_settings(name: AnalyzerName) -> dict[str, Any]:
    """The `analysis` part of the index settings, with the word analyzer of this name."""
    merged: dict[str, Any] = {}
    for part in (WORDS[name], CHARACTERS, EXACT_CHARACTERS, SYLLABLES):
        for section, entries in part.get_analysis_definition().items():
            merged.setdefault(section, {}).update(entries)
        merged.setdefault("analyzer", {})[part._name] = part.get_definition()
    merged.setdefault("normalizer", {})[FOLDED_NAME._name] = FOLDED_NAME.get_definition()
    return merged


def analysis_sha256(name: AnalyzerName) -> str:
    """Hash of the whole analysis, kept in the index so that a changed analyzer shows as stale."""
    text = json.dumps(analysis_settings(name), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
