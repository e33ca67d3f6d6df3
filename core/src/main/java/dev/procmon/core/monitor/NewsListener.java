// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

/** Is told of news, on the reactor thread, in order with transitions. What it throws is logged and changes nothing. */
@FunctionalInterface
public interface NewsListener {

    /** Something has happened. */
    void told(News news);
}
