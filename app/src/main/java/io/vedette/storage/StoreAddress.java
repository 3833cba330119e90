package io.vedette.storage;

import java.net.URI;

/**
 * Where the store is, and our key to it.
 *
 * @param internal for our own calls
 * @param external for whoever is given a signed URL: the host is part of what is signed
 */
record StoreAddress(URI internal, URI external, String accessKey, String secretKey) {
    @Override
    public String toString() {
        return "StoreAddress[" + internal + "]";
    }
}
