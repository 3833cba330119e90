package io.vedette.platform.web;

import io.vedette.platform.operation.Many;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A long answer as JSON, which comes to be as it is taken. */
final class Pieces implements Iterator<byte[]> {
    private static final int ENOUGH = 16 << 10;

    private final Many answer;
    private final Iterator<?> items;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final JsonGenerator json;

    Pieces(Many answer, JsonMapper mapper) {
        this.answer = answer;
        this.items = answer.items().iterator();
        this.json = mapper.createGenerator(written);
        json.writeStartObject();
        json.writeName(answer.listName());
        json.writeStartArray();
    }

    @Override
    public boolean hasNext() {
        return !json.isClosed();
    }

    /** About as much as is sent at a time. */
    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (items.hasNext() && written.size() < ENOUGH) {
            json.writePOJO(items.next());
            json.flush();
        }
        if (!items.hasNext()) {
            end();
        }
        byte[] piece = written.toByteArray();
        written.reset();
        return piece;
    }

    private void end() {
        json.writeEndArray();
        answer.rest().forEach(json::writePOJOProperty);
        json.writeEndObject();
        json.close();
    }
}
