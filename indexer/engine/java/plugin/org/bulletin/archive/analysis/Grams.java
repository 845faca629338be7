package org.bulletin.archive.analysis;

import org.elasticsearch.index.IndexSettings;

/** The limit that an index sets to the spread of gram lengths ({@code index.max_ngram_diff}). */
final class Grams {
    private Grams() {}

    static void check(IndexSettings index, int least, int most) {
        int allowed = index.getMaxNgramDiff();
        if (most - least > allowed) {
            throw new IllegalArgumentException(
                    "The difference between max_gram and min_gram in NGram Tokenizer must be less than or equal to: ["
                            + allowed + "] but was [" + (most - least)
                            + "]. This limit can be set by changing the [index.max_ngram_diff] index level setting.");
        }
    }
}
