package io.vedette.storage.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Each part of a key is the name of a file or folder here. To ask for one that is too long is a mistake, and no accident. */
final class NamedFiles extends ForwardingBlobStore {
    private static final int LONGEST = 255;

    NamedFiles(BlobStore files) {
        super(files);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest wanted) {
        check(wanted.key());
        return super.blobMetadata(wanted);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request wanted) {
        if (wanted.prefix() != null) {
            check(wanted.prefix());
        }
        return super.list(wanted);
    }

    /** The server answers this kind of exception with 400. */
    private static void check(String key) {
        if (Arrays.stream(key.split("/")).anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > LONGEST)) {
            throw new IllegalArgumentException("Too long for the name of a file");
        }
    }
}
