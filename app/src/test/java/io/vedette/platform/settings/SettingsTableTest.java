package io.vedette.platform.settings;

import io.vedette.testing.ComparedDocument;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
    @Test
    void the_readme_lists_every_variable() {
        ComparedDocument.block("README.md", "settings").says(SettingsTable.render());
    }
}
