package org.bulletin.archive.analysis;

import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** Char filters by their official names and settings: {@code mapping} and {@code pattern_replace}; both serve in normalizers. */
public final class CharFilters {
    public static final Map<String, AnalysisProvider<CharFilterFactory>> BY_NAME = Map.of(
            "mapping", AnalysisPlugin.requiresAnalysisSettings(CharFilters::mapping),
            "pattern_replace", AnalysisPlugin.requiresAnalysisSettings(CharFilters::patternReplace));

    private static final Map<String, Integer> FLAGS = Map.of(
            "CASE_INSENSITIVE", Pattern.CASE_INSENSITIVE,
            "MULTILINE", Pattern.MULTILINE,
            "DOTALL", Pattern.DOTALL,
            "UNICODE_CASE", Pattern.UNICODE_CASE,
            "CANON_EQ", Pattern.CANON_EQ,
            "UNIX_LINES", Pattern.UNIX_LINES,
            "LITERAL", Pattern.LITERAL,
            "COMMENTS", Pattern.COMMENTS,
            "UNICODE_CHARACTER_CLASS", Pattern.UNICODE_CHARACTER_CLASS);

    private CharFilters() {}

    private static CharFilterFactory mapping(IndexSettings index, Environment environment, String name, Settings settings) {
        List<String> rules = Analysis.getWordList(environment, settings, "mappings");
        if (rules == null) {
            throw new IllegalArgumentException("mapping requires either `mappings` or `mappings_path` to be configured");
        }
        NormalizeCharMap map = MappingRules.parse(rules);
        return factory(name, input -> new MappingCharFilter(map, input));
    }

    private static CharFilterFactory patternReplace(IndexSettings index, Environment environment, String name, Settings settings) {
        String pattern = settings.get("pattern");
        if (pattern == null || pattern.isEmpty()) {
            throw new IllegalArgumentException("pattern is missing for [" + name + "] char filter of type 'pattern_replace'");
        }
        Pattern compiled = Pattern.compile(pattern, flags(settings.get("flags")));
        String replacement = settings.get("replacement", "");
        return factory(name, input -> new PatternReplaceCharFilter(compiled, replacement, input));
    }

    private static int flags(String text) {
        int flags = 0;
        for (String word : text == null ? new String[0] : text.split("\\|")) {
            Integer flag = FLAGS.get(word.trim().toUpperCase(Locale.ROOT));
            if (flag == null && !word.isBlank()) {
                throw new IllegalArgumentException("Unknown regex flag [" + word.trim() + "]");
            }
            flags |= flag == null ? 0 : flag;
        }
        return flags;
    }

    private static CharFilterFactory factory(String name, UnaryOperator<Reader> create) {
        return new NormalizingCharFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reader create(Reader input) {
                return create.apply(input);
            }
        };
    }
}
