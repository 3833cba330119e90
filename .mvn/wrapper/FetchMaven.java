import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Fetches a zip archive, checks its SHA-256 and unpacks what its one folder holds: {@code FetchMaven url sum folder}. */
void main(String[] args) throws Exception {
    var target = Path.of(args[2]);
    try {
        var archive = checked(fetch(URI.create(args[0])), args[1]);
        Files.createDirectories(target.getParent());
        var unpacked = Files.createTempDirectory(target.getParent(), "unpacking-");
        unpack(archive, unpacked);
        // Moved as a whole: whoever finds the folder finds all of it, also when two builds fetch at once.
        Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
        if (!Files.exists(target)) {
            System.err.println("Maven could not be fetched from " + args[0] + ": " + e);
            System.exit(1);
        }
    }
}

byte[] fetch(URI address) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build()) {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(5)).build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the server answered " + answer.statusCode());
        }
        return answer.body();
    }
}

byte[] checked(byte[] archive, String expected) throws IOException, GeneralSecurityException {
    var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    if (!sum.equals(expected)) {
        throw new IOException("its SHA-256 is " + sum + ", not " + expected);
    }
    return archive;
}

void unpack(byte[] archive, Path folder) throws IOException {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var name = Path.of(entry.getName());
            if (entry.isDirectory() || name.getNameCount() < 2) {
                continue;
            }
            var file = folder.resolve(name.subpath(1, name.getNameCount()));
            Files.createDirectories(file.getParent());
            Files.copy(zip, file);
        }
    }
    // A zip read as a stream does not say which files are programs.
    folder.resolve("bin/mvn").toFile().setExecutable(true);
}
