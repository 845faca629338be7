package org.bulletin.archive.analysis;

import java.util.Comparator;

/** One token: where it stands (UTF-16 units, end exclusive), its term, its type. */
record Word(int begin, int end, String term, String type) {
    /** Begins never go back, which the index refuses (analysis-ik#1022); of those that begin together, the longest first. */
    static final Comparator<Word> READING_ORDER =
            Comparator.comparingInt(Word::begin).thenComparing(Comparator.comparingInt(Word::end).reversed());

    Word moved(int by) {
        return new Word(begin + by, end + by, term, type);
    }
}
