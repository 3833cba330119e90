package io.vedette.realtime;

import static io.vedette.realtime.AsyncApiMessages.mapOf;
import static io.vedette.realtime.AsyncApiMessages.reference;

import io.vedette.platform.operation.CallerKind;
import io.vedette.platform.operation.Operation;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** AsyncAPI 3.0, folded from the events and their operations. Receiving and sending are meant as the server does them. */
final class AsyncApiDocument {
    private static final String CHANNEL = "#/channels/main";

    private final AsyncApiMessages messages = new AsyncApiMessages();
    private final Map<String, Object> operations = new TreeMap<>();
    private final Map<String, Object> inChannel = new TreeMap<>();
    private final Set<CallerKind> callers = EnumSet.noneOf(CallerKind.class);

    static Map<String, Object> of(List<SocketEvent> events, String version, URI baseUrl) {
        return new AsyncApiDocument().document(events, version, baseUrl);
    }

    private Map<String, Object> document(List<SocketEvent> events, String version, URI baseUrl) {
        events.forEach(event -> {
            switch (event) {
                case On on -> receive(on);
                case Push<?> push -> send(push);
            }
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info(version));
        document.put("defaultContentType", "application/json");
        document.put("servers", mapOf("main", server(baseUrl)));
        document.put("channels", mapOf("main", channel()));
        document.put("operations", operations);
        document.put(
                "components",
                mapOf("schemas", messages.schemas(), "securitySchemes", AsyncApiSecurity.schemes(callers)));
        return document;
    }

    private static Map<String, Object> info(String version) {
        return mapOf(
                "title",
                "Vedette",
                "version",
                version,
                "description",
                "What is said over the sockets of a control plane for camera fleets",
                "license",
                mapOf("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0"));
    }

    private Map<String, Object> server(URI baseUrl) {
        String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
        return mapOf(
                "host",
                baseUrl.getHost() + port,
                "pathname",
                RealtimeSettings.PATH,
                "protocol",
                "https".equals(baseUrl.getScheme()) ? "wss" : "ws",
                "description",
                "Socket.IO 5 on Engine.IO 4, by websocket or polling. Who connects must be somebody that an event is open"
                        + " to; who may not is told by `connect_error`, with a code in its `data`.",
                "security",
                AsyncApiSecurity.of(callers));
    }

    private Map<String, Object> channel() {
        return mapOf(
                "address",
                "/",
                "title",
                "The main namespace",
                "description",
                "Each message is the event of its name, and its payload the first argument. Whoever sends one may ask for"
                        + " an acknowledgement, whose one argument is the reply. An event that is not listed here is"
                        + " acknowledged with the code `unknown_event`.",
                "messages",
                inChannel);
    }

    private void receive(On on) {
        Operation<?, ?> operation = on.operation();
        callers.addAll(on.callers());
        inChannel.put("receive." + on.name(), messages.received(on));
        inChannel.put("reply." + on.name(), messages.reply(on));
        Map<String, Object> described = operation("receive", on.name(), operation.summary());
        described.put("description", "May be sent by " + names(on.callers()) + ".");
        described.put("security", AsyncApiSecurity.of(on.callers()));
        described.put("reply", mapOf("channel", reference(CHANNEL), "messages", List.of(message("reply", on.name()))));
        operations.put("receive." + on.name(), described);
    }

    private void send(Push<?> push) {
        inChannel.put("send." + push.name(), messages.sent(push));
        Map<String, Object> described = operation("send", push.name(), push.summary());
        described.put("description", promise(push));
        operations.put("send." + push.name(), described);
    }

    private static String promise(Push<?> push) {
        if (push.kept()) {
            return "Told again to who comes back. Its last argument, behind the payload, is its offset: a string that means"
                    + " something to this server only.";
        }
        return push.droppable()
                ? "Told once: whoever can't take it at once goes without."
                : "Told once, to who is connected.";
    }

    private static Map<String, Object> operation(String action, String event, String summary) {
        return mapOf(
                "action",
                action,
                "channel",
                reference(CHANNEL),
                "summary",
                summary,
                "messages",
                List.of(message(action, event)));
    }

    private static Map<String, Object> message(String way, String event) {
        return reference("%s/messages/%s.%s".formatted(CHANNEL, way, event));
    }

    private static String names(Set<CallerKind> callers) {
        return callers.stream()
                .sorted()
                .map(CallerKind::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
