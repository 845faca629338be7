package org.bulletin.archive.analysis;

import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;

/**
 * The rules of the {@code mapping} char filter: {@code left => right}, blanks around both sides dropped, with the escapes
 * {@code \\ \" \n \t \r \b \f} and <code>&#92;uXXXX</code> (so a blank is <code>&#92;u0020</code>). The last {@code =>} divides.
 */
final class MappingRules {
    private static final Map<Character, Character> ESCAPES =
            Map.of('\\', '\\', '"', '"', 'n', '\n', 't', '\t', 'r', '\r', 'b', '\b', 'f', '\f');

    private MappingRules() {}

    static NormalizeCharMap parse(List<String> rules) {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        for (String rule : rules) {
            int arrow = rule.lastIndexOf("=>");
            if (arrow < 0) {
                throw new IllegalArgumentException("Invalid mapping rule : [" + rule + "]");
            }
            String from = unescape(rule.substring(0, arrow).trim(), rule);
            if (from.isEmpty()) {
                throw new IllegalArgumentException("Invalid mapping rule : [" + rule + "], nothing stands left of =>");
            }
            map.add(from, unescape(rule.substring(arrow + 2).trim(), rule));
        }
        return map.build();
    }

    private static String unescape(String text, String rule) {
        StringBuilder out = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character != '\\') {
                out.append(character);
                continue;
            }
            at++;
            if (at >= text.length()) {
                throw new IllegalArgumentException("Invalid escaped char in [" + rule + "]");
            }
            char escaped = text.charAt(at);
            if (escaped == 'u') {
                if (at + 4 >= text.length()) {
                    throw new IllegalArgumentException("Invalid escaped char in [" + rule + "]");
                }
                out.append((char) Integer.parseInt(text, at + 1, at + 5, 16));
                at += 4;
            } else {
                // As officially: any other escaped character stands for itself.
                out.append(ESCAPES.getOrDefault(escaped, escaped));
            }
        }
        return out.toString();
    }
}
