package io.vedette.storage.embedded;

import com.google.common.io.ByteStreams;
import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Keeps as much of an object as the signed length says. Beside that header a body may come in chunks, which count in HTTP. */
final class MeasuredBlobs extends ForwardingBlobStore {
    MeasuredBlobs(BlobStore files) {
        super(files);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest wanted, InputStream content) {
        Long length = wanted.contentLength();
        return super.putBlob(wanted, length == null ? content : ByteStreams.limit(content, length));
    }
}
