/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes lines. Where the bytes of a line are right in the character set they are to have, they are not touched.
 */
final class LineText {

    private final Charset input;
    private final Charset output;
    private final int maxChars;
    private final DecodeErrorPolicy policy;
    private final CharsetDecoder decoder;
    private CharBuffer chars = CharBuffer.allocate(256);

    LineText(Charset input, Charset output, int maxChars, DecodeErrorPolicy policy) {
        this.input = input;
        this.output = output;
        // a character outside of the basic plane is two
        this.maxChars = Math.max(2, maxChars);
        this.policy = policy;
        this.decoder = input.newDecoder().onMalformedInput(policy.action()).onUnmappableCharacter(policy.action());
    }

    /** Whether a range can be given out as it is, without a look at its characters. */
    boolean isPlain(byte[] array, int from, int to) {
        if (!input.equals(output) || to - from > maxChars) {
            return false;
        }
        return input.equals(StandardCharsets.ISO_8859_1)
               || (input.equals(StandardCharsets.UTF_8) || input.equals(StandardCharsets.US_ASCII)) && isAscii(array, from, to);
    }

    private static boolean isAscii(byte[] array, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= array[i];
        }
        return all >= 0;
    }

    /**
     * Decodes a range, up to the longest line.
     *
     * @param  isEnd whether the line ends with the range
     * @return       how many bytes were decoded
     * @throws CharacterCodingException if they are no characters and the policy is {@link DecodeErrorPolicy#FAIL}
     */
    int decode(byte[] array, int from, int to, boolean isEnd) throws CharacterCodingException {
        int room = Math.min(maxChars, Math.max(2, to - from));
        if (chars.capacity() < room) {
            chars = CharBuffer.allocate(Math.min(maxChars, Math.max(room, chars.capacity() * 2)));
        }
        chars.clear().limit(Math.min(maxChars, chars.capacity()));
        ByteBuffer bytes = ByteBuffer.wrap(array, from, to - from);
        decoder.reset();
        CoderResult result = decoder.decode(bytes, chars, isEnd);
        if (result.isError()) {
            throw new MalformedTextException(bytes.position() - from, input);
        }
        return bytes.position() - from;
    }

    /** What was decoded last, in the output's character set. */
    byte[] encoded() {
        return new String(chars.array(), 0, chars.position()).getBytes(output);
    }

    /** Whether a decoded range was right and its bytes are those it is to have. */
    boolean isSame() {
        return input.equals(output) && policy == DecodeErrorPolicy.FAIL;
    }

    /** Bytes that are no characters. */
    static final class MalformedTextException extends CharacterCodingException {

        private static final long serialVersionUID = 1L;

        private final int offset;
        private final String charset;

        MalformedTextException(int offset, Charset charset) {
            this.offset = offset;
            this.charset = charset.name();
        }

        /** Where they stand in the decoded range. */
        int offset() {
            return offset;
        }

        @Override
        public String getMessage() {
            return "bytes that are not " + charset;
        }
    }
}
