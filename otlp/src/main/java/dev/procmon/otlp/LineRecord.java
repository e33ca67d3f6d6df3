// SPDX-License-Identifier: Apache-2.0
package dev.procmon.otlp;

import dev.procmon.logs.LineNumber;
import dev.procmon.logs.LogEntry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.Body;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A line as a record: its body is text, or bytes where it is not UTF-8. What is written to standard error is a warning, for the reason that
 * syslog has it so.
 *
 * @param line the line, or its first piece
 * @param bytes all of it
 * @param partial whether it goes on, or was never finished
 */
// Two records are never compared.
@SuppressWarnings("ArrayRecordComponent")
record LineRecord(LogEntry line, byte[] bytes, boolean partial, Resource resource) implements LogRecordData {

    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("dev.procmon");
    private static final AttributeKey<Long> RUN = AttributeKey.longKey("procmon.run");
    private static final AttributeKey<Long> ID = AttributeKey.longKey("procmon.id");
    private static final AttributeKey<Boolean> PARTIAL = AttributeKey.booleanKey("procmon.partial");
    private static final AttributeKey<String> STREAM = AttributeKey.stringKey("log.iostream");
    private static final long NANOS = 1_000;
    private static final long OURSELVES = 0;

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public long getTimestampEpochNanos() {
        return LineNumber.micros(line.id()) * NANOS;
    }

    /** The same: procmon gives a line the time at which it reads it. */
    @Override
    public long getObservedTimestampEpochNanos() {
        return getTimestampEpochNanos();
    }

    @Override
    public SpanContext getSpanContext() {
        return SpanContext.getInvalid();
    }

    @Override
    public Severity getSeverity() {
        return line.run() == OURSELVES || line.stream().equals("stderr") ? Severity.WARN : Severity.INFO;
    }

    @Override
    public String getSeverityText() {
        return getSeverity().name();
    }

    @Override
    @SuppressWarnings("deprecation") // The interface asks for it still.
    public Body getBody() {
        return Body.string(getBodyValue().asString());
    }

    @Override
    public Value<?> getBodyValue() {
        try {
            return Value.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Value.of(bytes);
        }
    }

    @Override
    public Attributes getAttributes() {
        AttributesBuilder attributes = Attributes.builder()
                .put(STREAM, line.stream())
                .put(RUN, line.run())
                .put(ID, line.id());
        if (partial) {
            attributes.put(PARTIAL, true);
        }
        return attributes.build();
    }

    @Override
    public int getTotalAttributeCount() {
        return getAttributes().size();
    }
}
