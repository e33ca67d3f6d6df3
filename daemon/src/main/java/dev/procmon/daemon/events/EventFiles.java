// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The files of an event log. */
interface EventFiles {

    /** Return where they are. */
    Path directory();

    /** Return the names of all files in the directory; none where there is no directory. */
    List<String> names() throws IOException;

    /** Return the size of a file; empty where there is none. */
    OptionalLong size(String name) throws IOException;

    /** Open a file for reading. */
    SeekableByteChannel read(String name) throws IOException;

    /** Make a file, and the directory where there is none, and open it for writing. A file that is there is emptied. */
    SeekableByteChannel create(String name) throws IOException;

    /** Open a file that is there for writing. */
    SeekableByteChannel reopen(String name) throws IOException;

    /** Delete a file, if it is there. */
    void delete(String name) throws IOException;
}
