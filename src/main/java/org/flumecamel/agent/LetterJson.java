/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.flumecamel.channel.deadletter.DeadLetter;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.LetterId;

/** Dead letters as lines of JSON in plain ASCII, which no terminal takes for anything else. */
final class LetterJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private LetterJson() {
    }

    static String of(LetterSummary summary) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", summary.name()).put("directory", summary.directory().toString());
        json.put("events", summary.events()).put("replayed", summary.replayed()).put("bytes", summary.bytes());
        if (summary.first() != null) {
            json.put("first", summary.first().toString()).put("last", summary.last().toString());
        }
        ArrayNode reasons = json.putArray("reasons");
        summary.reasons().forEach(
                reason -> reasons.addObject().put("reason", reason.example()).put("events", reason.events()));
        ArrayNode files = json.putArray("files");
        for (LetterSummary.OfFile file : summary.files()) {
            ObjectNode one = files.addObject().put("file", file.file()).put("events", file.events())
                    .put("replayed", file.replayed()).put("bytes", file.bytes()).put("inUse", file.inUse());
            ArrayNode damage = one.putArray("damage");
            file.damage().forEach(damage::add);
        }
        return write(json);
    }

    static String of(DeadLetterFile file, LetterId id, DeadLetter letter, boolean replayed) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("file", file.path().getFileName().toString()).put("id", id.toString());
        json.put("time", Instant.ofEpochMilli(letter.time()).toString());
        json.put("reason", letter.reason()).put("origin", letter.origin()).put("replayed", replayed);
        ObjectNode headers = json.putObject("headers");
        letter.event().headers().forEach(headers::put);
        byte[] body = letter.event().body();
        String text = LetterText.utf8(body);
        if (text != null) {
            json.put("body", text);
        } else {
            json.put("bodyBase64", body);
        }
        return write(json);
    }

    private static String write(ObjectNode json) {
        try {
            // the one character of ASCII that a terminal may act on and JSON lets stand
            return MAPPER.writeValueAsString(json).replace("\177", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can always be written", e);
        }
    }
}
