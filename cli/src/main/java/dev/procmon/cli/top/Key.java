// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

/**
 * A key that was pressed.
 *
 * @param name its character, or the name of one that has none: {@code up}
 */
public record Key(String name) {

    /** No more keys will come. */
    public static final Key END = new Key("end-of-input");

    static final Key UP = new Key("up");
    static final Key DOWN = new Key("down");
    static final Key PAGE_UP = new Key("page-up");
    static final Key PAGE_DOWN = new Key("page-down");
    static final Key HOME = new Key("home");
    static final Key BOTTOM = new Key("end");
    static final Key ENTER = new Key("enter");
    static final Key ESCAPE = new Key("escape");
    static final Key BACKSPACE = new Key("backspace");
    static final Key INTERRUPT = new Key("ctrl-c");
    static final Key REDRAW = new Key("ctrl-l");

    /** One that means nothing here. */
    static final Key OTHER = new Key("other");

    /** Return that of a character. */
    public static Key of(char character) {
        return new Key(String.valueOf(character));
    }

    /** Tell whether it ends a view in which no key means anything else. */
    public boolean endsView() {
        return equals(of('q')) || equals(INTERRUPT) || equals(ESCAPE) || equals(END);
    }

    /** Tell whether it is a character that one can read. */
    boolean isText() {
        return name.length() == 1;
    }
}
