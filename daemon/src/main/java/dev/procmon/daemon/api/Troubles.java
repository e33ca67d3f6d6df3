// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What does not work: one sentence for each cause, gone when that is cured. Thread-safe. */
final class Troubles {

    private static final int MAX = 16;

    private final Map<String, String> sentences = new LinkedHashMap<>();

    /**
     * Take a trouble, in the place of what was said of its cause before.
     *
     * @param cause by which it is found again
     */
    synchronized void tell(String cause, String sentence) {
        sentences.remove(cause);
        sentences.put(cause, sentence);
        if (sentences.size() > MAX) {
            sentences.remove(sentences.keySet().iterator().next());
        }
    }

    /** A cause is there no longer, if it was. */
    synchronized void cured(String cause) {
        sentences.remove(cause);
    }

    /** Return what there is to say, the latest last. */
    synchronized List<String> all() {
        return List.copyOf(sentences.values());
    }
}
