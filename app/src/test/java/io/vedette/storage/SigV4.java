package io.vedette.storage;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signed URLs as a store does, by the words of the standard and nothing of the library that signs. */
final class SigV4 {
    private static final String SIGNATURE = "X-Amz-Signature";

    private SigV4() {}

    /** What the URL's signature should be. */
    static String signature(String method, String url, Map<String, String> headers, String secret) {
        URI uri = URI.create(url);
        Map<String, String> query = query(uri);
        query.remove(SIGNATURE);
        String signed = decoded(query, "X-Amz-SignedHeaders");
        Map<String, String> sent = new TreeMap<>(headers);
        sent.put("host", uri.getRawAuthority());
        String canonical = String.join(
                "\n",
                method,
                uri.getRawPath(),
                query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&")),
                Arrays.stream(signed.split(";"))
                        .map(name -> name + ":" + sent.get(name) + "\n")
                        .collect(Collectors.joining()),
                signed,
                "UNSIGNED-PAYLOAD");
        String[] scope = decoded(query, "X-Amz-Credential").split("/", 2)[1].split("/");
        String text = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                decoded(query, "X-Amz-Date"),
                String.join("/", scope),
                HexFormat.of().formatHex(sha256(canonical)));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    static String signatureIn(String url) {
        return query(URI.create(url)).getOrDefault(SIGNATURE, "");
    }

    static String parameter(String url, String name) {
        return decoded(query(URI.create(url)), name);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        for (String part : uri.getRawQuery().split("&", -1)) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair[1]);
        }
        return query;
    }

    private static String decoded(Map<String, String> query, String name) {
        return URLDecoder.decode(query.getOrDefault(name, ""), StandardCharsets.UTF_8);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
