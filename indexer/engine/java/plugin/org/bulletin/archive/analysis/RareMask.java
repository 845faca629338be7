package org.bulletin.archive.analysis;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Shows smartcn a punctuation mark for each character that it would break or lose: surrogate pairs (two marks, for the length), and
 * 〇 Ⅳ ① 々 ー, which it takes for punctuation; and remembers where which of them stood.
 */
final class RareMask extends FilterReader {
    /** smartcn breaks here, whatever is beside it. */
    private static final char MARK = '，';

    record Rare(int offset, String character) {}

    private final Deque<Rare> rare = new ArrayDeque<>();
    private int read;
    private int ahead = -1;

    RareMask(Reader input) {
        super(input);
    }

    /** The characters that were read and not yet taken, in order; each is here as soon as its first half was read. */
    Deque<Rare> rare() {
        return rare;
    }

    /** Characters read so far. */
    int length() {
        return read;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count;
        if (ahead >= 0) {
            buffer[offset] = (char) ahead;
            ahead = -1;
            count = 1;
        } else {
            count = in.read(buffer, offset, length);
        }
        for (int at = offset; at < offset + count; at++) {
            char character = buffer[at];
            if (Character.isHighSurrogate(character) && at + 1 == offset + count) {
                ahead = in.read();
            }
            if (Character.isSurrogate(character)) {
                int low = at + 1 < offset + count ? buffer[at + 1] : ahead;
                if (Character.isHighSurrogate(character) && low >= 0 && Character.isLowSurrogate((char) low)) {
                    rare.add(new Rare(read, new String(new char[] {character, (char) low})));
                }
                buffer[at] = MARK;
            }
            if (isLost(character)) {
                rare.add(new Rare(read, String.valueOf(character)));
                buffer[at] = MARK;
            }
            read++;
        }
        return count;
    }

    private static boolean isLost(char character) {
        return Character.getType(character) == Character.MODIFIER_LETTER || Characters.isNumberSign(character);
    }
}
