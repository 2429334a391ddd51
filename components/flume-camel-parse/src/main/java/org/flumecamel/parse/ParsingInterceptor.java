/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.interceptor.Interceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads fields out of bodies. A body that cannot be read stays as it is and its event is marked with a header: no event is
 * ever dropped, and an event has either all its fields or none.
 */
final class ParsingInterceptor extends ServiceSupport implements Interceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ParsingInterceptor.class);

    private final BodyParser parser;
    private final FieldTarget target;
    private final ParserSettings settings;
    private final AtomicBoolean warned = new AtomicBoolean();

    ParsingInterceptor(BodyParser parser, FieldTarget target, ParserSettings settings) {
        this.parser = parser;
        this.target = target;
        this.settings = settings;
    }

    @Override
    public Event intercept(Event event) {
        return new Parsing().apply(event);
    }

    @Override
    public EventBatch intercept(EventBatch batch) {
        return batch.map(new Parsing());
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(parser);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(parser);
    }

    private final class Parsing implements UnaryOperator<Event> {

        private final Fields fields = settings.newFields();
        private Headers in;
        private String reason;
        private Headers marked;

        @Override
        public Event apply(Event event) {
            fields.clear();
            try {
                read(event);
            } catch (UnreadableException e) {
                return mark(event, e.getMessage());
            }
            return target.write(event, fields);
        }

        private void read(Event event) throws UnreadableException {
            if (event.length() > settings.maxLength()) {
                throw new UnreadableException("longer than " + settings.maxLength() + " bytes");
            }
            Charset charset = settings.charset();
            if (charset.equals(StandardCharsets.UTF_8)) {
                parser.parse(event.array(), event.offset(), event.offset() + event.length(), fields);
            } else {
                byte[] utf8 = event.bodyAsString(charset).getBytes(StandardCharsets.UTF_8);
                parser.parse(utf8, 0, utf8.length, fields);
            }
            if (fields.timeText() != null) {
                fields.time(millis(fields.timeText()));
            }
        }

        private long millis(String text) throws UnreadableException {
            try {
                return settings.time().millis(text);
            } catch (DateTimeException | ArithmeticException e) {
                throw new UnreadableException("its time cannot be read");
            }
        }

        /** Neighbours with the same headers and the same reason share the result. */
        private Event mark(Event event, String why) {
            if (event.headers() != in || !why.equals(reason)) {
                in = event.headers();
                reason = why;
                marked = in.with(settings.errorHeader(), why);
                if (warned.compareAndSet(false, true)) {
                    LOG.warn("{} cannot read a body: {}. Such events go on as they are with the header {}; this is said once",
                            settings.step(), why, settings.errorHeader());
                }
            }
            return event.withHeaders(marked);
        }
    }
}
