package io.vedette.videos;

import io.vedette.platform.operation.InQueryToo;
import jakarta.validation.constraints.Size;

/** Which object. */
record ObjectAt(@Size(min = 1, max = 1024) @InQueryToo String objectKey) {}
