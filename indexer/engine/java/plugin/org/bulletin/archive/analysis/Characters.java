package org.bulletin.archive.analysis;

/** What a code point is, as far as segmentation asks. */
final class Characters {
    private Characters() {}

    /** Letters, ideographs, digits and numbers of all kinds (〇 and Ⅳ are "letter numbers"): what must never be lost. */
    static boolean isWord(int character) {
        if (Character.isLetterOrDigit(character)) {
            return true;
        }
        int type = Character.getType(character);
        return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    /** Marks that stand on the letter before them. */
    static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Characters that are a word each where no dictionary says otherwise. */
    static boolean standsAlone(int character) {
        return Character.isIdeographic(character) || character > Character.MAX_VALUE;
    }
}
