package io.vedette.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vedette.Application;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that neither the compiler nor the module check can see. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(Application.class);
    private static final JavaClasses BAD = new ClassFileImporter().importPackages("io.vedette.shape.bad");

    static Stream<HouseRule> rules() {
        return Stream.of(ReactiveRules.all(), BoundaryRules.all(), TimeRules.all(), DeclarationRules.all())
                .flatMap(List::stream);
    }

    @Test
    void the_rules_look_at_our_code_and_at_nothing_else() {
        assertThat(OURS.contain(Application.class)).isTrue();
        assertThat(OURS.contain(ArchitectureTest.class)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void our_code_keeps(HouseRule rule) {
        rule.rule().check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_offender_is_found_by(HouseRule rule) {
        List<String> violations = rule.rule().evaluate(BAD).getFailureReport().getDetails();
        assertThat(violations)
                .anyMatch(violation -> violation.contains(rule.offender().getName()));
    }
}
