package io.vedette.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vedette.Application;
import io.vedette.testing.ComparedDocument;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules use each other only as their package-info allows, and the document of them shows what is there. */
class ModulesTest {
    @Test
    void modules_use_each_other_only_as_they_say() {
        ApplicationModules.of(Application.class).verify();
    }

    @Test
    void a_dependency_that_is_not_listed_is_found() {
        var modules = ApplicationModules.of("io.vedette.shape.bad.modules", location -> true);
        assertThat(modules.detectViolations().getMessages()).anyMatch(message -> message.contains("Foundation"));
    }

    @Test
    void the_document_shows_the_modules() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(Application.class);
        var modules = new PackageGraph("io.vedette", classes);
        var platform = new PackageGraph("io.vedette.platform", classes);
        ComparedDocument.file("app/docs/modules.md").says("""
                # Modules

                This page is written by the build (`./mvnw verify -Dupdate.docs=true`) from the classes and their `package-info`.

                ## Features

                Arrows to `platform` are left out: every module may use it.

                %s
                %s
                ## Inside the platform

                %s
                %s""".formatted(
                        modules.diagramWithout("platform"),
                        modules.table(),
                        platform.diagramWithout("none"),
                        platform.table()));
    }
}
