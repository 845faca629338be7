package org.bulletin.archive.analysis;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * {@code ik_max_word} and {@code ik_smart}: reads the text in windows of bounded length, so that no input can stall the segmentation.
 *
 * <p>A window ends behind a punctuation mark or blank; without one, where no word of the window crosses; without such a place, at its
 * full length. Each word is one position behind the one before it, as in analysis-ik: a phrase query repeats the same sequence.
 */
final class IkTokenizer extends Tokenizer {
    private static final int WINDOW = 256;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);

    private final IkSegmenter segmenter;
    private final char[] window = new char[WINDOW];
    private final Deque<Word> waiting = new ArrayDeque<>();
    private int filled;
    private int before;
    private boolean exhausted;

    IkTokenizer(boolean smart) {
        segmenter = new IkSegmenter(smart);
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (waiting.isEmpty()) {
            fill();
            if (filled == 0) {
                return false;
            }
            segmentWindow();
        }
        Word word = waiting.removeFirst();
        clearAttributes();
        term.append(word.term());
        type.setType(word.type());
        offset.setOffset(correctOffset(word.begin()), correctOffset(word.end()));
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        waiting.clear();
        filled = 0;
        before = 0;
        exhausted = false;
    }

    @Override
    public void end() throws IOException {
        super.end();
        int last = correctOffset(before + filled);
        offset.setOffset(last, last);
    }

    private void fill() throws IOException {
        while (!exhausted && filled < WINDOW) {
            int read = input.read(window, filled, WINDOW - filled);
            if (read < 0) {
                exhausted = true;
            } else {
                filled += read;
            }
        }
    }

    private void segmentWindow() throws IOException {
        int length = exhausted ? filled : lastBreak();
        boolean forced = length == 0;
        if (forced) {
            length = Character.isHighSurrogate(window[filled - 1]) ? filled - 1 : filled;
        }
        List<Word> words = segmenter.segment(window, length);
        int cut = forced ? lastClear(words, length) : length;
        for (Word word : words) {
            if (word.end() <= cut) {
                waiting.add(word.moved(before));
            }
        }
        System.arraycopy(window, cut, window, 0, filled - cut);
        filled -= cut;
        before += cut;
    }

    /** Behind the last character that belongs to no word; 0 if the first half of the window is all that could be read then. */
    private int lastBreak() {
        for (int at = filled - 1; at >= WINDOW / 2; at--) {
            char character = window[at];
            if (!Characters.isWord(character) && !Characters.isMark(character) && !Character.isSurrogate(character)
                    && !IkSegmenter.joins(character)) {
                return at + 1;
            }
        }
        return 0;
    }

    /** The last place in the second half that no word crosses, and that is the begin of one: the rest is read again with what follows. */
    private static int lastClear(List<Word> words, int length) {
        int clear = length;
        for (int at = words.size() - 1; at >= 0; at--) {
            int place = words.get(at).begin();
            if (place < WINDOW / 2) {
                break;
            }
            int candidate = place;
            if (words.stream().noneMatch(word -> word.begin() < candidate && word.end() > candidate)) {
                clear = place;
                break;
            }
        }
        return clear;
    }
}
