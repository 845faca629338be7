package org.bulletin.archive.analysis;

import java.io.IOException;
import java.util.Deque;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * {@code smartcn_tokenizer}: Lucene's own, which cuts characters outside the basic plane into halves and makes commas of 〇 and Ⅳ; here
 * these stay whole, a token each.
 */
final class SmartcnTokenizer extends Tokenizer {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);

    private final HMMChineseTokenizer segmenter = new HMMChineseTokenizer();
    private final CharTermAttribute segmentTerm = segmenter.getAttribute(CharTermAttribute.class);
    private final OffsetAttribute segmentOffset = segmenter.getAttribute(OffsetAttribute.class);
    private final TypeAttribute segmentType = segmenter.getAttribute(TypeAttribute.class);

    private RareMask mask;
    private boolean segmentWaits;
    private boolean exhausted;
    private int covered;

    @Override
    public boolean incrementToken() throws IOException {
        while (true) {
            if (!segmentWaits && !exhausted) {
                segmentWaits = segmenter.incrementToken();
                exhausted = !segmentWaits;
            }
            int next = segmentWaits ? segmentOffset.startOffset() : Integer.MAX_VALUE;
            Deque<RareMask.Rare> waiting = mask.rare();
            if (!waiting.isEmpty() && waiting.peekFirst().offset() <= next) {
                RareMask.Rare rare = waiting.removeFirst();
                covered = rare.offset() + rare.character().length();
                if (Characters.isWord(rare.character().codePointAt(0))) {
                    emit(rare.character(), rare.offset(), covered, "word");
                    return true;
                }
            } else if (!segmentWaits) {
                return false;
            } else {
                segmentWaits = false;
                if (next >= covered) {
                    emit(segmentTerm, next, segmentOffset.endOffset(), segmentType.type());
                    return true;
                }
            }
        }
    }

    private void emit(CharSequence text, int begin, int end, String kind) {
        clearAttributes();
        term.append(text);
        type.setType(kind);
        offset.setOffset(correctOffset(begin), correctOffset(end));
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        mask = new RareMask(input);
        segmenter.close();
        segmenter.setReader(mask);
        segmenter.reset();
        segmentWaits = false;
        exhausted = false;
        covered = 0;
    }

    @Override
    public void end() throws IOException {
        super.end();
        int last = correctOffset(mask == null ? 0 : mask.length());
        offset.setOffset(last, last);
    }

    @Override
    public void close() throws IOException {
        super.close();
        segmenter.close();
    }
}
