package org.bulletin.archive.analysis;

import java.io.CharArrayReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wltea.analyzer.core.IKSegmenter;
import org.wltea.analyzer.core.Lexeme;

/**
 * IK's core on one short text, with what it gets wrong put right: every word character is in at least one word, words are in reading
 * order, characters outside the basic plane stay whole.
 */
final class IkSegmenter {
    /** Signs that IK may join Latin words and numbers with: 3.14, 1,000, a-b, user@host, １．５. */
    private static final String JOINERS = "#&+-.@_,．";

    private final boolean smart;
    private final IKSegmenter core;

    IkSegmenter(boolean smart) {
        this.smart = smart;
        this.core = new IKSegmenter(new CharArrayReader(new char[0]), new IkDictionary(smart));
    }

    /** True for the signs that may stand inside a Latin word or number. */
    static boolean joins(char character) {
        return JOINERS.indexOf(character) >= 0;
    }

    /** The words of the first {@code length} characters, in reading order. */
    List<Word> segment(char[] text, int length) throws IOException {
        List<Word> words = new ArrayList<>();
        boolean[] covered = new boolean[length];
        core.reset(new CharArrayReader(readable(text, length)));
        for (Lexeme lexeme = core.next(); lexeme != null; lexeme = core.next()) {
            add(lexeme, words);
        }
        for (Word word : words) {
            for (int at = word.begin(); at < word.end(); at++) {
                covered[at] = true;
            }
        }
        addUncovered(text, covered, words);
        words.sort(Word.READING_ORDER);
        return distinct(words);
    }

    /**
     * The text as IK may see it. Blank: punctuation, which IK makes half-width first and then reads as a joiner of numbers (3，4 as
     * 3,4); halves of surrogate pairs, which it drops; words with letters beyond ASCII, which it would cut there (caf|é).
     */
    private static char[] readable(char[] text, int length) {
        char[] readable = new char[length];
        for (int at = 0; at < length; at++) {
            char character = text[at];
            boolean kept = Character.isLetterOrDigit(character) || joins(character);
            readable[at] = kept ? character : ' ';
        }
        for (int begin = 0; begin < length; ) {
            int end = begin;
            boolean ascii = true;
            while (end < length && Characters.isLetterOfRun(text[end])) {
                ascii &= text[end] < 0x80;
                end++;
            }
            if (!ascii) {
                Arrays.fill(readable, begin, end, ' ');
            }
            begin = Math.max(end, begin + 1);
        }
        return readable;
    }

    private void add(Lexeme lexeme, List<Word> words) {
        int begin = lexeme.getBeginPosition();
        int end = lexeme.getEndPosition();
        // IK makes letters small or half-width, never both: Ａ becomes A.
        String term = lexeme.getLexemeText().toLowerCase(Locale.ROOT);
        // ik_smart glues a number to a unit of counting, and in 3张传栋 (picture 3, Zhang Chuandong) the surname is one: apart, both are found.
        int unit = smart && lexeme.getLexemeType() == Lexeme.TYPE_CQUAN ? Numerals.end(term) : 0;
        if (unit > 0 && unit < term.length()) {
            words.add(new Word(begin, begin + unit, term.substring(0, unit), "CN_NUM"));
            words.add(new Word(begin + unit, end, term.substring(unit), "COUNT"));
        } else {
            words.add(new Word(begin, end, term, lexeme.getLexemeTypeString()));
        }
    }

    private static void addUncovered(char[] text, boolean[] covered, List<Word> words) {
        int length = covered.length;
        for (int at = 0; at < length; ) {
            int character = Character.codePointAt(text, at, length);
            int end = at + Character.charCount(character);
            if (covered[at] || !Characters.isWord(character)) {
                at = end;
                continue;
            }
            if (!Characters.standsAlone(character)) {
                while (end < length && !covered[end] && continuesRun(text[end])) {
                    end++;
                }
            }
            String term = new String(text, at, end - at).toLowerCase(Locale.ROOT);
            words.add(new Word(at, end, term, Character.isIdeographic(character) ? "CN_CHAR" : "OTHER"));
            at = end;
        }
    }

    private static boolean continuesRun(char character) {
        return (Characters.isWord(character) && !Characters.standsAlone(character)) || Characters.isMark(character);
    }

    private static List<Word> distinct(List<Word> words) {
        List<Word> distinct = new ArrayList<>(words.size());
        Word last = null;
        for (Word word : words) {
            if (last == null || word.begin() != last.begin() || word.end() != last.end()) {
                distinct.add(word);
            }
            last = word;
        }
        return distinct;
    }
}
