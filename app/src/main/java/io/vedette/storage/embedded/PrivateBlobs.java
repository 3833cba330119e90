package io.vedette.storage.embedded;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/**
 * Nothing in it is for everybody. The store below takes a file that all users of this machine may read for one that all the
 * world may: what was copied back from a backup would be open.
 */
final class PrivateBlobs extends ForwardingBlobStore {
    PrivateBlobs(BlobStore files) {
        super(files);
    }

    @Override
    public BucketCannedACL getContainerAccess(String container) {
        return BucketCannedACL.PRIVATE;
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String name) {
        return ObjectCannedACL.PRIVATE;
    }
}
