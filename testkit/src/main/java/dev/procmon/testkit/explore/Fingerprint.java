// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

/** 128 bits of a text, by two polynomials: among a hundred million worlds two are taken for one with less than 1 in 10^22. */
record Fingerprint(long a, long b) {

    static Fingerprint of(String text) {
        long a = 0xCBF29CE484222325L;
        long b = 0x9E3779B97F4A7C15L;
        for (int i = 0; i < text.length(); i++) {
            a = (a ^ text.charAt(i)) * 0x100000001B3L;
            b = Long.rotateLeft(b ^ text.charAt(i), 23) * 0xBF58476D1CE4E5B9L;
        }
        return new Fingerprint(a, b);
    }
}
