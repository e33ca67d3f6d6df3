// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import dev.procmon.core.health.BoundedSearch;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.reactor.ProbeResult;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an answer of HTTP/1.1 (RFC 9112) as it comes in, in pieces of any size, and judges it as soon as that can be: the body
 * is read only where something must stand in it. It is taken for UTF-8; what is not UTF-8 in it matches nothing but a dot.
 */
final class HttpAnswer {

    /** How much of the body is searched. */
    static final int BODY_MAX = 64 << 10;

    private final ProbeTarget.Http target;
    private final HttpHead head = new HttpHead();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<HttpBody> framing = Optional.empty();

    HttpAnswer(ProbeTarget.Http target) {
        this.target = target;
    }

    /** Take what has come in. Return the result once there is one; nothing is to be given after that. */
    Optional<ProbeResult> take(ByteBuffer bytes) {
        try {
            if (framing.isEmpty()) {
                if (!head.take(bytes)) {
                    return Optional.empty();
                }
                Optional<ProbeResult> judged = judgeHead();
                if (judged.isPresent()) {
                    return judged;
                }
                framing = Optional.of(head.body());
            }
            boolean complete = framing.get().take(bytes, body, BODY_MAX);
            return complete || body.size() >= BODY_MAX ? Optional.of(judgeBody()) : Optional.empty();
        } catch (HttpTrouble trouble) {
            return Optional.of(new ProbeResult.NotPassed(trouble.detail()));
        }
    }

    /** Take note that nothing else comes. */
    ProbeResult ended() {
        if (framing.isEmpty()) {
            return new ProbeResult.NotPassed(
                    head.isEmpty() ? "closed without an answer" : "closed in the middle of the head of the answer");
        }
        return framing.get().mayEnd() ? judgeBody() : new ProbeResult.NotPassed("closed in the middle of the body");
    }

    private Optional<ProbeResult> judgeHead() {
        if (head.status() < target.statusMin() || head.status() > target.statusMax()) {
            return Optional.of(new ProbeResult.NotPassed("expected status " + range() + ", got " + head.status()));
        }
        return target.body().isEmpty() ? Optional.of(ProbeResult.PASSED) : Optional.empty();
    }

    private ProbeResult judgeBody() {
        Pattern wanted = target.body().orElseThrow();
        byte[] bytes = body.toByteArray();
        String text = new String(bytes, 0, Math.min(bytes.length, BODY_MAX), StandardCharsets.UTF_8);
        return switch (BoundedSearch.find(wanted, text)) {
            case FOUND -> ProbeResult.PASSED;
            case NOT_FOUND -> new ProbeResult.NotPassed("nothing in the body matches \"" + wanted + "\"");
            case TOO_COSTLY -> new ProbeResult.NotPassed("the search of the body takes too long: \"" + wanted + "\"");
        };
    }

    private String range() {
        return target.statusMin() == target.statusMax()
                ? Integer.toString(target.statusMin())
                : target.statusMin() + " to " + target.statusMax();
    }
}
