package org.bulletin.archive.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.TokenizerFactory;

/**
 * {@code ngram} and {@code edge_ngram} with {@code min_gram}, {@code max_gram}, {@code token_chars} and
 * {@code custom_token_chars}, as the official distribution documents them. Lengths count code points.
 */
final class GramTokenizers {
    private static final IntPredicate EVERY = character -> true;
    private static final Map<String, IntPredicate> CLASSES = Map.of(
            "letter", Character::isLetter,
            "digit", Character::isDigit,
            "whitespace", Character::isWhitespace,
            "punctuation", GramTokenizers::isPunctuation,
            "symbol", GramTokenizers::isSymbol);

    private GramTokenizers() {}

    static TokenizerFactory ngram(IndexSettings index, Environment environment, String name, Settings settings) {
        int least = settings.getAsInt("min_gram", NGramTokenizer.DEFAULT_MIN_NGRAM_SIZE);
        int most = settings.getAsInt("max_gram", NGramTokenizer.DEFAULT_MAX_NGRAM_SIZE);
        Grams.check(index, least, most);
        IntPredicate belongs = tokenCharacters(settings);
        return TokenizerFactory.newFactory(name, () -> new NGramTokenizer(least, most) {
            @Override
            protected boolean isTokenChar(int character) {
                return belongs.test(character);
            }
        });
    }

    static TokenizerFactory edgeNgram(IndexSettings index, Environment environment, String name, Settings settings) {
        int least = settings.getAsInt("min_gram", EdgeNGramTokenizer.DEFAULT_MIN_GRAM_SIZE);
        int most = settings.getAsInt("max_gram", EdgeNGramTokenizer.DEFAULT_MAX_GRAM_SIZE);
        IntPredicate belongs = tokenCharacters(settings);
        return TokenizerFactory.newFactory(name, () -> new EdgeNGramTokenizer(least, most) {
            @Override
            protected boolean isTokenChar(int character) {
                return belongs.test(character);
            }
        });
    }

    private static IntPredicate tokenCharacters(Settings settings) {
        List<IntPredicate> accepted = new ArrayList<>();
        for (String name : settings.getAsList("token_chars")) {
            String key = name.toLowerCase(Locale.ROOT).trim();
            if (key.equals("custom")) {
                String own = settings.get("custom_token_chars");
                if (own == null) {
                    throw new IllegalArgumentException("Token type: 'custom' requires setting `custom_token_chars`");
                }
                accepted.add(character -> own.indexOf(character) >= 0);
            } else if (CLASSES.containsKey(key)) {
                accepted.add(CLASSES.get(key));
            } else {
                throw new IllegalArgumentException("Unknown token type: '" + key + "', must be one of " + CLASSES.keySet());
            }
        }
        return accepted.isEmpty() ? EVERY : character -> accepted.stream().anyMatch(type -> type.test(character));
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isSymbol(int character) {
        return switch (Character.getType(character)) {
            case Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL, Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL -> true;
            default -> false;
        };
    }
}
