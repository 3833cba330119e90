package io.vedette.platform.settings;

import java.nio.file.Path;

/** Where this node keeps what it makes up or stores by itself. */
@Settings
public record FolderSettings(
        @Variable(name = "DATA_DIR", fallback = ".data", about = "The folder of all that the server keeps on disk.")
        Path dataDir) {}
