package io.vedette.testing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Somebody with an address and a password who uses the server as Better Auth's client would, from a browser or with a token. */
public final class Person {
    public static final String ORIGIN = "https://app.example.test";
    public static final String PASSWORD = "correct horse 1";

    private final String email;
    private final String password;

    private Person(String email, String password) {
        this.email = email;
        this.password = password;
    }

    /** Who has never been here. */
    public static Person stranger() {
        return new Person("p" + UUID.randomUUID().toString().replace("-", "") + "@example.test", PASSWORD);
    }

    public static Person signedUp() {
        Person person = stranger();
        person.signUp().is(200);
        return person;
    }

    public String email() {
        return email;
    }

    public Person withPassword(String other) {
        return new Person(email, other);
    }

    public Reply signUp() {
        return post("/sign-up/email", credentials().put("name", "Ada"));
    }

    public Reply signIn() {
        return post("/sign-in/email", credentials());
    }

    /** Their address and password as a body, to which a test adds. */
    public ObjectNode credentials() {
        return Bodies.object().put("email", email).put("password", password);
    }

    /** A call from an address of its own and without any credentials. */
    public static Reply post(String path, ObjectNode body) {
        return Visitor.anonymous().post("/api/auth" + path, body.toString());
    }

    /** The signed token that a bearer sends. */
    public static String token(Reply reply) {
        return reply.header("set-auth-token").orElseThrow();
    }

    /** Who sends the cookies that this answer set, from a page of ours. */
    public static Visitor browser(Reply reply) {
        String cookies = String.join(
                "; ",
                setCookies(reply).stream()
                        .map(cookie -> cookie.replaceFirst(";.*", ""))
                        .toList());
        return Visitor.anonymous().with("Cookie", cookies).with("Origin", ORIGIN);
    }

    public static Visitor bearer(Reply reply) {
        return Visitor.anonymous().bearing(token(reply));
    }

    public static List<String> setCookies(Reply reply) {
        return reply.response().headers().allValues("Set-Cookie");
    }

    /** The session that this visitor has, or null. */
    public static @Nullable String sessionUser(Visitor visitor) {
        Reply reply = visitor.get("/api/auth/get-session").is(200);
        return reply.text().equals("null")
                ? null
                : reply.json().at("/user/email").asString();
    }
}
