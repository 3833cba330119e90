package io.vedette.testing;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The mails that the server has sent, read as a developer would. */
public final class Mailbox {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final Pattern LINK = Pattern.compile("http\\S+");

    private Mailbox() {}

    /** All to this address, the newest first. */
    public static List<String> textsTo(String address) {
        return Visitor.anonymous()
                .without("X-Forwarded-For")
                .get("/dev/mailbox")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(mail -> mail.path("to").asString().equals(address))
                .map((JsonNode mail) -> mail.path("text").asString())
                .collect(Collectors.toList());
    }

    /** The code in the mail that makes so many to this address. */
    public static String code(String address, int mails) {
        return first(CODE, address, mails);
    }

    public static String link(String address) {
        return first(LINK, address, 1);
    }

    private static String first(Pattern pattern, String address, int mails) {
        Await.until(
                "mail %d to %s".formatted(mails, address),
                PATIENCE,
                () -> textsTo(address).size() >= mails);
        Matcher matcher = pattern.matcher(textsTo(address).getFirst());
        if (!matcher.find()) {
            throw new AssertionError("Nothing like " + pattern + " in the mail");
        }
        return matcher.group();
    }
}
