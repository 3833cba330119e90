package io.vedette.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Programs;
import io.vedette.testing.Repository;
import io.vedette.testing.Scratch;
import io.vedette.testing.ServerTest;
import io.vedette.testing.browser.Equipment;
import io.vedette.testing.sockets.Phone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The cameras that the README shows, as they stand there. */
@ServerTest
class ReadmeCamerasTest {
    private final Household house = Household.fresh();
    private final Gadget camera = house.camera();
    private final Gadget client = house.client();

    private static String code(String language) {
        String cameras = Repository.text("README.md").split("### Write a camera\n", 2)[1];
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(cameras)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** It reports motion once it is connected, and then does what it is told. */
    private void isACamera(Path folder, String... command) throws IOException {
        house.link(camera, client).is(201);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Scratch.file("camera.log").toFile());
        builder.environment().put("SERVER", camera.server().toString());
        builder.environment().put("DEVICE_TOKEN", camera.token());
        try (Phone phone = Phone.of(client)) {
            Process process = builder.start();
            try {
                assertThat(phone.hears("motion:detected").path("title").asString())
                        .isEqualTo("Somebody at the door");
                JsonNode order = Bodies.object()
                        .put("targetDeviceId", camera.id().toString())
                        .put("commandType", "ptz.move");
                client.calls().post("/commands", order.toString()).is(201);
                JsonNode settled = Stream.generate(() -> phone.hears("command:status"))
                        .filter(told -> !told.path("status").asString().equals("sent"))
                        .findFirst()
                        .orElseThrow();
                assertThat(settled.path("status").asString()).isEqualTo("acknowledged");
                assertThat(settled.at("/result/done").booleanValue()).isTrue();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void in_JavaScript() throws IOException {
        var node = Equipment.nodeWithPackages();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        isACamera(Equipment.PAGES, node.orElseThrow().toString(), "--input-type=module", "--eval", code("js"));
    }

    @Test
    void in_Python() throws IOException {
        var python = Programs.installed("python3")
                .filter(each -> Programs.succeeds(each.toString(), "-c", "import socketio"))
                .findFirst();
        assumeTrue(python.isPresent(), "no python-socketio is installed (apt-get install python3-socketio)");
        isACamera(Repository.root(), python.orElseThrow().toString(), "-c", code("python"));
    }

    @Test
    void in_Java() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path source = Files.writeString(Scratch.file("Camera.java"), code("java"));
        isACamera(
                Repository.root(),
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toAbsolutePath().toString());
    }
}
