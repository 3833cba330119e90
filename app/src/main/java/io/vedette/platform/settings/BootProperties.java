package io.vedette.platform.settings;

import java.util.Map;

/** A {@link Settings} record that also decides something which Spring Boot reads from its own properties. */
public interface BootProperties {
    Map<String, Object> bootProperties();
}
