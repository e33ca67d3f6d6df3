// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import java.util.List;

/** A whole terminal, for as long as this is open; then it is as it was before. */
public interface Screen extends AutoCloseable {

    /** Return how many columns it has now. */
    int columns();

    /** Return how many rows it has now. */
    int rows();

    /** Show lines in the place of what was there. None is wider than the screen, and there are not more than it has rows. */
    void draw(List<String> lines);

    /** Wait for a key. {@link Key#END} where the terminal has gone or this was closed. */
    Key read();

    /** Have something run when the size has changed. */
    void onResize(Runnable then);

    @Override
    void close();
}
