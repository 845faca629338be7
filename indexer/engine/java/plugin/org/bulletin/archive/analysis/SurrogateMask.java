package org.bulletin.archive.analysis;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;

/** Shows each surrogate pair as two punctuation marks, of the same length, and remembers where which character stood. */
final class SurrogateMask extends FilterReader {
    /** smartcn breaks here, whatever is beside it. */
    private static final char MARK = '，';

    record Pair(int offset, String character) {}

    private final Deque<Pair> pairs = new ArrayDeque<>();
    private int read;
    private int ahead = -1;

    SurrogateMask(Reader input) {
        super(input);
    }

    /** The pairs that were read and not yet taken, in order; each is here as soon as its first half was read. */
    Deque<Pair> pairs() {
        return pairs;
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
                    pairs.add(new Pair(read, new String(new char[] {character, (char) low})));
                }
                buffer[at] = MARK;
            }
            read++;
        }
        return count;
    }
}
