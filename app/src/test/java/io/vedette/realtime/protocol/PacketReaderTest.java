package io.vedette.realtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vedette.platform.json.Json;
import io.vedette.testing.Property;
import io.vedette.testing.faults.HostileInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class PacketReaderTest {
    private static final List<String> PACKETS = List.of(
            "0",
            "0{\"token\":\"x\"}",
            "0/custom,{\"token\":\"x\"}",
            "1",
            "1/custom,",
            "2[\"echo\",{\"number\":1,\"text\":\"x\"}]",
            "2/custom,17[\"echo\",null,[1.5e3,{}]]",
            "317[{\"ok\":true}]",
            "52-/custom,17[\"echo\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
            "61-17[{\"_placeholder\":true,\"num\":0}]");

    private final PacketReader reader = new PacketReader(Json.jsonMapper());

    /** With as many attachments as it says that it has. */
    private SocketPacket read(String text, List<byte[]> bytes) {
        PacketReader.Head head = reader.head(text);
        Attachments attachments = new Attachments(text, head.attachments(), 1_000);
        bytes.stream().limit(head.attachments()).forEach(attachments::add);
        return attachments.packet(reader);
    }

    private static String written(JsonNode payload) {
        return Json.jsonMapper().writeValueAsString(payload);
    }

    @Test
    void reads_what_was_written() {
        Property.check(20_000, chance -> {
            RandomJson random = new RandomJson(chance);
            ArrayNode arguments = random.array(3);
            List<byte[]> bytes = new ArrayList<>();
            ArrayNode payload = JsonNodeFactory.instance.arrayNode().add("said");
            arguments.deepCopy().forEach(payload::add);
            String text = written(Attachments.takenOut(payload, bytes));
            String namespace = chance.nextBoolean() ? "/" : "/n" + chance.nextInt(100);
            Long id = chance.nextBoolean() ? null : chance.nextLong(1_000_000_000_000_000L);
            if (bytes.size() <= PacketReader.MOST_ATTACHMENTS) {
                assertThat(read(head(bytes.size(), namespace, id) + text, bytes))
                        .isEqualTo(new SocketPacket.Event(namespace, id, "said", List.copyOf(arguments.values())));
            }
        });
    }

    private static String head(int attachments, String namespace, @Nullable Long id) {
        return (attachments == 0 ? "2" : "5" + attachments + "-")
                + (namespace.equals("/") ? "" : namespace + ",")
                + (id == null ? "" : id.toString());
    }

    @Test
    void takes_anything_else_for_malformed() {
        Property.check(200_000, chance -> {
            String packet = hostile(chance);
            Throwable thrown = catchThrowable(() -> read(packet, List.of(new byte[1], new byte[2])));
            if (thrown != null) {
                assertThat(thrown).as(packet).isInstanceOf(MalformedPacketException.class);
            }
        });
    }

    private static String hostile(RandomGenerator chance) {
        String packet = HostileInput.oneOf(PACKETS, chance);
        return switch (chance.nextInt(4)) {
            case 0 ->
                packet.charAt(0)
                        + new String(
                                HostileInput.json(chance, List.of("_placeholder", "num", "token")),
                                StandardCharsets.UTF_8);
            case 1 -> new RandomJson(chance).text();
            default -> HostileInput.mutated(packet, chance);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"517-[\"x\"]", "54599999-[\"x\"]", "51000000000000000000000-[\"x\"]", "5-[\"x\"]", "51[\"x\"]"})
    void counts_attachments_before_it_waits_for_them(String packet) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> reader.head(packet));
    }

    @Test
    void keeps_no_more_of_them_than_fit() {
        Attachments attachments = new Attachments("52-[\"x\"]", 2, 1_000);
        attachments.add(new byte[600]);
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> attachments.add(new byte[401]));
    }
}
