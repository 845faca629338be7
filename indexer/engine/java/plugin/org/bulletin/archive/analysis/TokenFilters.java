package org.bulletin.archive.analysis;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/**
 * Token filters by their official names and settings, each Lucene's own; {@code stop} and {@code shingle} come with the server.
 * Those that only change characters serve in normalizers, too.
 */
public final class TokenFilters {
    public static final Map<String, AnalysisProvider<TokenFilterFactory>> BY_NAME = Map.ofEntries(
            named("lowercase", normalizing(LowerCaseFilter::new)),
            named("cjk_width", normalizing(CJKWidthFilter::new)),
            named("trim", normalizing(TrimFilter::new)),
            named("reverse", filter(ReverseStringFilter::new)),
            named("remove_duplicates", filter(RemoveDuplicatesTokenFilter::new)),
            named("cjk_bigram", TokenFilters::cjkBigram),
            named("length", TokenFilters::length),
            named("unique", TokenFilters::unique),
            named("ngram", TokenFilters::ngram),
            named("edge_ngram", TokenFilters::edgeNgram),
            named("smartcn_stop", TokenFilters::smartcnStop));

    private static final Map<String, Integer> SCRIPTS = Map.of(
            "han", CJKBigramFilter.HAN,
            "hiragana", CJKBigramFilter.HIRAGANA,
            "katakana", CJKBigramFilter.KATAKANA,
            "hangul", CJKBigramFilter.HANGUL);

    private TokenFilters() {}

    private static Map.Entry<String, AnalysisProvider<TokenFilterFactory>> named(
            String name, AnalysisProvider<TokenFilterFactory> provider) {
        return Map.entry(name, provider);
    }

    private static AnalysisProvider<TokenFilterFactory> filter(UnaryOperator<TokenStream> create) {
        return (index, environment, name, settings) -> factory(name, create);
    }

    private static AnalysisProvider<TokenFilterFactory> normalizing(UnaryOperator<TokenStream> create) {
        return (index, environment, name, settings) -> new NormalizingTokenFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public TokenStream create(TokenStream input) {
                return create.apply(input);
            }
        };
    }

    private static TokenFilterFactory factory(String name, UnaryOperator<TokenStream> create) {
        return new TokenFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public TokenStream create(TokenStream input) {
                return create.apply(input);
            }
        };
    }

    private static TokenFilterFactory cjkBigram(IndexSettings index, Environment environment, String name, Settings settings) {
        boolean unigrams = settings.getAsBoolean("output_unigrams", false);
        Set<String> ignored = new HashSet<>(settings.getAsList("ignored_scripts"));
        if (!SCRIPTS.keySet().containsAll(ignored)) {
            throw new IllegalArgumentException("ignored_scripts of [" + name + "] must be among " + SCRIPTS.keySet() + ", not " + ignored);
        }
        int flags = SCRIPTS.entrySet().stream()
                .filter(script -> !ignored.contains(script.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return factory(name, input -> new CJKBigramFilter(input, flags, unigrams));
    }

    private static TokenFilterFactory length(IndexSettings index, Environment environment, String name, Settings settings) {
        int least = settings.getAsInt("min", 0);
        int most = settings.getAsInt("max", Integer.MAX_VALUE);
        return factory(name, input -> new LengthFilter(input, least, most));
    }

    private static TokenFilterFactory unique(IndexSettings index, Environment environment, String name, Settings settings) {
        boolean samePosition = settings.getAsBoolean("only_on_same_position", false);
        return factory(name, input -> samePosition ? new RemoveDuplicatesTokenFilter(input) : new UniqueTokenFilter(input));
    }

    private static TokenFilterFactory ngram(IndexSettings index, Environment environment, String name, Settings settings) {
        int least = settings.getAsInt("min_gram", 1);
        int most = settings.getAsInt("max_gram", 2);
        Grams.check(index, least, most);
        boolean whole = settings.getAsBoolean("preserve_original", false);
        return factory(name, input -> new NGramTokenFilter(input, least, most, whole));
    }

    private static TokenFilterFactory edgeNgram(IndexSettings index, Environment environment, String name, Settings settings) {
        int least = settings.getAsInt("min_gram", 1);
        int most = settings.getAsInt("max_gram", 2);
        boolean whole = settings.getAsBoolean("preserve_original", false);
        boolean back = "back".equals(settings.get("side", "front"));
        return factory(name, input -> {
            TokenStream start = back ? new ReverseStringFilter(input) : input;
            TokenStream grams = new EdgeNGramTokenFilter(start, least, most, whole);
            return back ? new ReverseStringFilter(grams) : grams;
        });
    }

    private static TokenFilterFactory smartcnStop(IndexSettings index, Environment environment, String name, Settings settings) {
        CharArraySet standard = SmartChineseAnalyzer.getDefaultStopSet();
        boolean ignoreCase = settings.getAsBoolean("ignore_case", false);
        CharArraySet words = Analysis.parseWords(
                environment, settings, "stopwords", standard, Map.of("_smartcn_", standard), ignoreCase);
        return factory(name, input -> new StopFilter(input, words));
    }
}
