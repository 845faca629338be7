package org.bulletin.archive.analysis;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Tokenizers by their official names; {@code standard} comes with the server. */
public final class Tokenizers {
    public static final Map<String, AnalysisProvider<TokenizerFactory>> BY_NAME = Map.of(
            "ik_max_word", plain(() -> new IkTokenizer(false)),
            "ik_smart", plain(() -> new IkTokenizer(true)),
            "smartcn_tokenizer", plain(SmartcnTokenizer::new),
            "keyword", plain(KeywordTokenizer::new),
            "whitespace", plain(WhitespaceTokenizer::new),
            "ngram", GramTokenizers::ngram,
            "edge_ngram", GramTokenizers::edgeNgram);

    private Tokenizers() {}

    private static AnalysisProvider<TokenizerFactory> plain(Supplier<Tokenizer> tokenizer) {
        return (index, environment, name, settings) -> TokenizerFactory.newFactory(name, tokenizer);
    }
}
