package org.bulletin.archive.analysis;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** The whole analyzers that analysis-ik and analysis-smartcn bring: {@code ik_max_word}, {@code ik_smart}, {@code smartcn}. */
public final class Analyzers {
    public static final Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> BY_NAME = Map.of(
            "ik_max_word", provider(() -> new Words(false)),
            "ik_smart", provider(() -> new Words(true)),
            "smartcn", provider(Smartcn::new));

    private Analyzers() {}

    private static AnalysisProvider<AnalyzerProvider<? extends Analyzer>> provider(Supplier<Analyzer> analyzer) {
        return (index, environment, name, settings) -> new AbstractIndexAnalyzerProvider<Analyzer>(name) {
            private final Analyzer made = analyzer.get();

            @Override
            public Analyzer get() {
                return made;
            }
        };
    }

    private static final class Words extends Analyzer {
        private final boolean smart;

        Words(boolean smart) {
            this.smart = smart;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(new IkTokenizer(smart));
        }
    }

    /** Lucene's own SmartChineseAnalyzer around our tokenizer: stems Latin words, drops the comma tokens of punctuation. */
    private static final class Smartcn extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokenizer = new SmartcnTokenizer();
            TokenStream stemmed = new PorterStemFilter(tokenizer);
            return new TokenStreamComponents(tokenizer, new StopFilter(stemmed, SmartChineseAnalyzer.getDefaultStopSet()));
        }
    }
}
