package io.vedette.identity.session;

import io.vedette.platform.operation.Answer.Header;
import io.vedette.platform.operation.Credentials;
import io.vedette.platform.web.WebSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** How a session travels: in a signed cookie for browsers, in a header for those who keep tokens themselves. */
@Component
public final class SessionCookies {
    private static final String TOKEN = "better-auth.session_token";
    private static final String DATA = "better-auth.session_data";
    private static final String DONT_REMEMBER = "better-auth.dont_remember";
    private static final String TOKEN_HEADER = "set-auth-token";
    private static final Pattern RAW_TOKEN = Pattern.compile("[!-~]{1,256}");

    private final SignedValues signed;
    private final boolean secure;

    SessionCookies(SignedValues signed, WebSettings settings) {
        this.signed = signed;
        this.secure = "https".equals(settings.baseUrl().getScheme());
    }

    /** A session token that somebody showed. */
    record Shown(String token, boolean byCookie) {}

    /** A bearer token wins, unless it is not even well-formed. */
    Optional<Shown> read(Credentials credentials) {
        return credentials
                .authorization("Bearer")
                .flatMap(this::bearer)
                .map(token -> new Shown(token, false))
                .or(() -> cookie(credentials, TOKEN).map(token -> new Shown(token, true)));
    }

    public boolean asksToForget(Credentials credentials) {
        return cookie(credentials, DONT_REMEMBER).filter("true"::equals).isPresent();
    }

    /** @param remember whether the cookie outlives the browser's session */
    public List<Header> carrying(Session session, boolean remember, Credentials shown) {
        String value = signed.sign(session.token());
        List<Header> headers = new ArrayList<>();
        if (remember) {
            headers.add(set(TOKEN, SignedValues.encode(value), SessionTimes.LIFE));
        } else {
            headers.add(setForNow(TOKEN, SignedValues.encode(value)));
            headers.add(setForNow(DONT_REMEMBER, SignedValues.encode(signed.sign("true"))));
        }
        if (remember && asksToForget(shown)) {
            headers.add(set(DONT_REMEMBER, "", Duration.ZERO));
        }
        headers.add(new Header(TOKEN_HEADER, value));
        return headers;
    }

    /** Takes all cookies away, present or not. */
    List<Header> expired() {
        return Stream.of(TOKEN, DATA, DONT_REMEMBER)
                .map(name -> set(name, "", Duration.ZERO))
                .toList();
    }

    private Optional<String> bearer(String shown) {
        return SignedValues.decode(shown)
                .flatMap(token -> token.contains(".") ? signed.read(token) : Optional.of(token))
                .filter(token -> RAW_TOKEN.matcher(token).matches());
    }

    private Optional<String> cookie(Credentials credentials, String name) {
        return Optional.ofNullable(credentials.cookies().get(prefixed(name)))
                .flatMap(SignedValues::decode)
                .flatMap(signed::read);
    }

    private Header set(String name, String value, Duration age) {
        return cookie(prefixed(name) + "=" + value + "; Max-Age=" + age.toSeconds());
    }

    /** Until the browser is closed. */
    private Header setForNow(String name, String value) {
        return cookie(prefixed(name) + "=" + value);
    }

    /** By hand, because Spring's own adds the date that Better Auth never sends. */
    private Header cookie(String start) {
        return new Header(
                HttpHeaders.SET_COOKIE, start + "; Path=/; HttpOnly" + (secure ? "; Secure" : "") + "; SameSite=Lax");
    }

    private String prefixed(String name) {
        return secure ? "__Secure-" + name : name;
    }
}
