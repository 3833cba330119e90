package io.vedette.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A jar, or a folder with the extracted layout and the AOT cache that was trained on it. */
record PackagedServer(Path location) implements JvmProgram {
    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(Program.jdk("java"), "@app/deploy/java.options"));
        Path cache = location.resolve("vedette.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        Path jar = Files.isDirectory(location) ? location.resolve("vedette.jar") : location;
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
