package io.vedette.shape;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.settings.Settings;
import io.vedette.shape.bad.LogsByHand;
import io.vedette.shape.bad.Prints;
import io.vedette.shape.bad.SecondProblem;
import io.vedette.shape.bad.UnmarkedSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.SpringBootExceptionReporter;

/** How things are declared and said. */
final class DeclarationRules {
    private DeclarationRules() {}

    static List<HouseRule> all() {
        return List.of(nullness(), settings(), codes(), printing(), logging());
    }

    private static HouseRule nullness() {
        return new HouseRule(
                "every package says what null means",
                classes().should(liveInNullMarkedPackage()),
                UnmarkedSettings.class);
    }

    private static HouseRule settings() {
        return new HouseRule(
                "settings are marked records",
                classes()
                        .that()
                        .haveSimpleNameEndingWith("Settings")
                        .and()
                        .areRecords()
                        .should()
                        .beAnnotatedWith(Settings.class),
                UnmarkedSettings.class);
    }

    private static HouseRule codes() {
        return new HouseRule(
                "one code, one meaning",
                classes().that().areEnums().and().implement(Problem.class).should(haveCodesOfTheirOwn()),
                SecondProblem.class);
    }

    private static HouseRule printing() {
        return new HouseRule(
                "only a command prints its result, and what says why the server did not start",
                noClasses()
                        .that()
                        .doNotHaveSimpleName("CommandConfiguration")
                        .and()
                        .doNotImplement(SpringBootExceptionReporter.class)
                        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS),
                Prints.class);
    }

    private static HouseRule logging() {
        return new HouseRule(
                "logs go through SLF4J",
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging.."),
                LogsByHand.class);
    }

    private static ArchCondition<JavaClass> liveInNullMarkedPackage() {
        return condition("live in a @NullMarked package", (type, events) -> {
            boolean marked = type.getPackage()
                    .tryGetPackageInfo()
                    .filter(info -> info.isAnnotatedWith(NullMarked.class))
                    .isPresent();
            if (!marked) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " lives in an unmarked package"));
            }
        });
    }

    private static ArchCondition<JavaClass> haveCodesOfTheirOwn() {
        Map<String, String> owners = new HashMap<>();
        return condition("have codes that no other feature uses", (type, events) -> {
            for (Object constant : type.reflect().getEnumConstants()) {
                String code = ((Problem) constant).code();
                String owner = owners.putIfAbsent(code, type.getName());
                if (owner != null && !owner.equals(type.getName())) {
                    events.add(SimpleConditionEvent.violated(
                            type, "%s is a code of %s and of %s".formatted(code, owner, type.getName())));
                }
            }
        });
    }

    private interface Check {
        void apply(JavaClass type, ConditionEvents events);
    }

    private static ArchCondition<JavaClass> condition(String description, Check check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.apply(type, events);
            }
        };
    }
}
