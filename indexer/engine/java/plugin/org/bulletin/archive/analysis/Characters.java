package org.bulletin.archive.analysis;

/** What a code point is, as far as segmentation asks. */
final class Characters {
    private Characters() {}

    /** Letters, ideographs, digits and numbers of all kinds (〇 and Ⅳ are "letter numbers"): what must never be lost. */
    static boolean isWord(int character) {
        return Character.isLetterOrDigit(character) || isNumberSign(character);
    }

    /** 〇 Ⅳ ① ½ ㈠: numbers that are no digits. */
    static boolean isNumberSign(int character) {
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
        return Character.isIdeographic(character) || isNumberSign(character) || character > Character.MAX_VALUE;
    }

    /** Letters of scripts that write words as runs of letters (Latin, Cyrillic, Tibetan …), and the marks on them. */
    static boolean isLetterOfRun(char character) {
        if (character < 0x80) {
            return Character.isLetter(character);
        }
        return (Character.isLetter(character) && !isEastAsian(character)) || isMark(character);
    }

    /** What IK reads by itself: ideographs, kana, hangul, and the full-width forms of Latin letters and digits. */
    private static boolean isEastAsian(char character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> character >= '\uFF00' || character == 'ー';
        };
    }
}
