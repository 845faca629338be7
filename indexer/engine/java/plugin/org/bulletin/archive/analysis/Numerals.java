package org.bulletin.archive.analysis;

/** Where the number at the beginning of a word ends: 2021 of 2021年, 十二 of 十二月, 3.5万 of 3.5万吨. */
final class Numerals {
    private static final String CHINESE = "〇零一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億兆";
    private static final String INSIDE = ".,";

    private Numerals() {}

    static int end(String word) {
        int at = 0;
        while (at < word.length() && isNumeral(word.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isNumeral(char character) {
        return Character.isDigit(character) || CHINESE.indexOf(character) >= 0 || INSIDE.indexOf(character) >= 0;
    }
}
