package org.bulletin.archive.analysis;

import java.util.List;
import org.wltea.analyzer.cfg.Configuration;

/** IK's configuration: its own dictionaries and nothing else; no stop words, since a search must find what is printed. */
final class IkDictionary implements Configuration {
    private boolean smart;

    IkDictionary(boolean smart) {
        this.smart = smart;
    }

    @Override
    public boolean useSmart() {
        return smart;
    }

    @Override
    public void setUseSmart(boolean smart) {
        this.smart = smart;
    }

    @Override
    public String getMainDictionary() {
        return "org/wltea/analyzer/dic/main2012.dic";
    }

    @Override
    public String getQuantifierDicionary() {
        return "org/wltea/analyzer/dic/quantifier.dic";
    }

    @Override
    public List<String> getExtDictionarys() {
        return List.of();
    }

    @Override
    public List<String> getExtStopWordDictionarys() {
        return List.of();
    }
}
