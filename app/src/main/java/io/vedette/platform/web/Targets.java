package io.vedette.platform.web;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encodes what may not stand in a request's target, as browsers do it. Else such a request would be refused
 * before any of our own code sees it: without a problem, a request id or a limit.
 */
@Sharable
final class Targets extends ChannelInboundHandlerAdapter {
    private static final String ALLOWED = "-._~:/?@!$&'()*+,;=";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !isAddress(request.uri())) {
            request.setUri(mended(request.uri()));
        }
        context.fireChannelRead(message);
    }

    static String mended(String target) {
        byte[] bytes = target.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder mended = new StringBuilder(target.startsWith("/") ? "" : "/");
        for (int i = 0; i < bytes.length; i++) {
            char character = (char) (bytes[i] & 0xFF);
            if (isAllowed(character) || isEscape(target, i)) {
                mended.append(character);
            } else {
                mended.append('%').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
            }
        }
        return mended.toString();
    }

    /** As Spring will read it: behind a host, unless it names one. */
    private static boolean isAddress(String target) {
        if (target.startsWith("/") && target.chars().allMatch(character -> isAllowed((char) character))) {
            return true;
        }
        try {
            URI uri = new URI(target.startsWith("/") ? "http://host" + target : target);
            return target.startsWith("/") || target.equals("*") || uri.getHost() != null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static boolean isAllowed(char character) {
        boolean letterOrDigit = character < 128 && Character.isLetterOrDigit(character);
        return letterOrDigit || ALLOWED.indexOf(character) >= 0;
    }

    private static boolean isEscape(String target, int at) {
        return target.charAt(at) == '%'
                && at + 2 < target.length()
                && HexFormat.isHexDigit(target.charAt(at + 1))
                && HexFormat.isHexDigit(target.charAt(at + 2));
    }
}
