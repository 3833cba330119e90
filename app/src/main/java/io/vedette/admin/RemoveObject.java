package io.vedette.admin;

import jakarta.validation.constraints.Size;

/** Which object. */
record RemoveObject(@Size(min = 1, max = 1024) String objectKey) {}
