// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

import dev.procmon.core.program.ProgramName;

/** What is in the way of the start of a program. */
public sealed interface Hold {

    /** Say it for a person. */
    String sentence();

    /** One that had its name before has not ended yet. */
    record NameTaken() implements Hold {
        @Override
        public String sentence() {
            return "the former program of this name has not ended yet";
        }
    }

    /** A program that it needs is not as it must be, or not there at all. */
    record NeedUnmet(ProgramName program, Condition condition) implements Hold {
        @Override
        public String sentence() {
            return switch (condition) {
                case STARTED -> program + " is not started";
                case READY -> program + " is not ready";
                case COMPLETED -> program + " has not completed";
            };
        }
    }

    /** A program that comes before it is on its way up. */
    record ComesFirst(ProgramName program) implements Hold {
        @Override
        public String sentence() {
            return program + " comes first";
        }
    }

    /** It is ended together with others, and they have not all ended. */
    record OthersAreEnding() implements Hold {
        @Override
        public String sentence() {
            return "others that are ended with it have not ended yet";
        }
    }

    /** As many programs are starting as may at a time. */
    record Turn() implements Hold {
        @Override
        public String sentence() {
            return "as many programs are starting as may at a time";
        }
    }

    /** Its time has not come. */
    record NotYetTime() implements Hold {
        @Override
        public String sentence() {
            return "its time has not come";
        }
    }
}
