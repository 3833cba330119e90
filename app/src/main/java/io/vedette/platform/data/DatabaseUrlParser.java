package io.vedette.platform.data;

import io.r2dbc.postgresql.client.SSLMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a database URL apart by hand: {@link java.net.URI} refuses passwords that libpq accepts. */
final class DatabaseUrlParser {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseUrlParser.class);
    private static final String SHOULD_BE =
            "should look like postgres://user:password@host:5432/database?sslmode=require";
    // The greedy user part ends at the last @, so that a password may hold one.
    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:|r2dbc:)?(?:postgres|postgresql)://(?:(?<user>[^/?]*)@)?(?<place>[^/?]*)(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?",
            Pattern.DOTALL);
    private static final Pattern PLACE =
            Pattern.compile("(?:\\[(?<v6>[0-9a-fA-F:.%]+)]|(?<name>[^:\\[\\],]*))(?::(?<port>\\d{1,5}))?");
    private static final Set<SSLMode> SSL_MODES = EnumSet.range(SSLMode.DISABLE, SSLMode.VERIFY_FULL);
    private static final int DEFAULT_PORT = 5432;
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_CONNECT_TIMEOUT = 3_600;

    private final String text;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    DatabaseUrlParser(String text) {
        this.text = text;
    }

    DatabaseUrl parse() {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong("");
        }
        readParameters(form.group("query"));
        Credentials credentials = credentials(form.group("user"));
        Matcher place = place(form.group("place"));
        String user = or(credentials.user(), or(parameters.remove("user"), "postgres"));
        DatabaseUrl url = new DatabaseUrl(
                host(place),
                port(place.group("port")),
                or(decoded(or(form.group("database"), ""), "the database's name"), user),
                user,
                credentials.password() == null ? parameters.remove("password") : credentials.password(),
                sslMode(parameters.remove("sslmode")),
                parameters.remove("sslrootcert"),
                schema(),
                applicationName(),
                connectTimeout(parameters.remove("connect_timeout")));
        warnOfTheRest();
        return url;
    }

    private static Credentials credentials(@Nullable String userInfo) {
        if (userInfo == null) {
            return new Credentials(null, null);
        }
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon), "the user");
        return new Credentials(user, colon < 0 ? null : decoded(userInfo.substring(colon + 1), "the password"));
    }

    private static Matcher place(String text) {
        if (text.contains(",")) {
            throw wrong("; several hosts are not supported");
        }
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            throw wrong("; an IPv6 address stands in brackets, the port is a number");
        }
        return place;
    }

    private String host(Matcher place) {
        String inQuery = parameters.remove("host");
        String host =
                or(place.group("v6"), or(decoded(or(place.group("name"), ""), "the host"), or(inQuery, "localhost")));
        if (host.startsWith("/") || (inQuery != null && inQuery.startsWith("/"))) {
            throw wrong("; a unix socket is not supported, name a TCP host");
        }
        return host;
    }

    private int port(@Nullable String inPlace) {
        String inQuery = parameters.remove("port");
        String port = or(inPlace, or(inQuery, Integer.toString(DEFAULT_PORT)));
        int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
        if (number < 1 || number > HIGHEST_PORT) {
            throw wrong("; the port is a number from 1 to 65535");
        }
        return number;
    }

    private static SSLMode sslMode(@Nullable String text) {
        return SSL_MODES.stream()
                .filter(mode -> mode.toString().equals(or(text, "prefer")))
                .findFirst()
                .orElseThrow(
                        () -> wrong("; sslmode is one of disable, allow, prefer, require, verify-ca, verify-full"));
    }

    private @Nullable String schema() {
        String found = null;
        for (String name : List.of("schema", "currentSchema", "search_path")) {
            String value = parameters.remove(name);
            found = found == null ? value : found;
        }
        return found;
    }

    private String applicationName() {
        String jdbcName = parameters.remove("ApplicationName");
        return or(parameters.remove("application_name"), or(jdbcName, DatabaseUrl.DEFAULT_APPLICATION_NAME));
    }

    private Duration connectTimeout(@Nullable String text) {
        String jdbcName = parameters.remove("connectTimeout");
        String seconds = or(text, or(jdbcName, Long.toString(DatabaseUrl.DEFAULT_CONNECT_TIMEOUT.toSeconds())));
        if (!seconds.matches("\\d{1,4}") || Integer.parseInt(seconds) > LONGEST_CONNECT_TIMEOUT) {
            throw wrong("; connect_timeout is a number of seconds");
        }
        // As in libpq, 0 means no limit of one's own.
        return seconds.matches("0+")
                ? DatabaseUrl.DEFAULT_CONNECT_TIMEOUT
                : Duration.ofSeconds(Integer.parseInt(seconds));
    }

    private void readParameters(@Nullable String query) {
        for (String pair : or(query, "").split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = decoded(pair.substring(0, equals), "a parameter");
                parameters.put(name, decoded(pair.substring(equals + 1), "a parameter"));
            } else if (!pair.isEmpty()) {
                throw wrong("; each parameter has a value, as in sslmode=require");
            }
        }
    }

    private void warnOfTheRest() {
        List<String> unknown = new ArrayList<>(parameters.keySet());
        if (!unknown.isEmpty()) {
            LOG.warn("Ignored unknown parameters of the database URL: {}", String.join(", ", unknown));
        }
    }

    private static String decoded(String text, String what) {
        try {
            // A plus is a plus here: this is no form.
            String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') >= 0) {
                throw wrong("; " + what + " holds a NUL");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw e instanceof Malformed ? e : wrong("; in " + what + " a % is written as %25");
        }
    }

    private static String or(@Nullable String first, String second) {
        return first == null || first.isEmpty() ? second : first;
    }

    private static Malformed wrong(String hint) {
        return new Malformed(SHOULD_BE + hint);
    }

    /** What stands before the @ of the host. */
    private record Credentials(
            @Nullable String user, @Nullable String password) {}

    /** Its message is ours, so it can't hold a piece of the password. */
    private static final class Malformed extends IllegalArgumentException {
        Malformed(String message) {
            super(message);
        }
    }
}
