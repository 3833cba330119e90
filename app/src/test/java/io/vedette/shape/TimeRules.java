package io.vedette.shape;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import io.vedette.shape.bad.MakesClock;
import io.vedette.shape.bad.MeasuresTime;
import io.vedette.shape.bad.ReadsTime;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Time comes in by the constructor, so that tests can move it. */
final class TimeRules {
    private TimeRules() {}

    static List<HouseRule> all() {
        return List.of(now(), clocks(), durations());
    }

    private static HouseRule now() {
        return new HouseRule(
                "nobody asks the machine for the time",
                noClasses()
                        .should()
                        .accessTargetWhere(describe("the machine's time is read", TimeRules::readsTheMachine)),
                ReadsTime.class);
    }

    private static HouseRule clocks() {
        return new HouseRule(
                "only the platform makes a clock",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.vedette.platform..")
                        .should()
                        .accessTargetWhere(describe("a clock is made", TimeRules::makesClock)),
                MakesClock.class);
    }

    private static HouseRule durations() {
        return new HouseRule(
                "only the platform measures durations",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.vedette.platform..")
                        .should()
                        .accessTargetWhere(ReactiveRules.calls(System.class, Set.of("nanoTime"))),
                MeasuresTime.class);
    }

    private static boolean readsTheMachine(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return switch (access.getName()) {
            case "now" -> owner.getPackageName().startsWith("java.time") && !takes(access, Clock.class);
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "<init>" -> owner.isEquivalentTo(Date.class) && !takes(access, long.class);
            default -> false;
        };
    }

    private static boolean takes(JavaAccess<?> access, Class<?> parameter) {
        return access instanceof JavaCodeUnitAccess<?> call
                && call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(parameter));
    }

    private static boolean makesClock(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Clock.class)
                && (access.getName().startsWith("system") || access.getName().startsWith("tick"));
    }
}
