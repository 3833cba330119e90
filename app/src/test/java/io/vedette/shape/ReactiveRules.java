package io.vedette.shape;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import io.vedette.platform.MayWait;
import io.vedette.shape.bad.Blocks;
import io.vedette.shape.bad.Excused;
import io.vedette.shape.bad.Sleeps;
import io.vedette.shape.bad.Subscribes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;

/** What keeps the event loops free. */
final class ReactiveRules {
    private static final Set<String> WAITING =
            Set.of("block", "blockOptional", "blockFirst", "blockLast", "toIterable", "toStream");

    private ReactiveRules() {}

    static List<HouseRule> all() {
        return List.of(waiting(), sleeping(), excusing(), subscribing());
    }

    private static HouseRule waiting() {
        return new HouseRule(
                "nothing waits for a publisher or a future",
                noClasses()
                        .should()
                        .accessTargetWhere(unlessExcused(access -> isCall(access, Publisher.class, WAITING)
                                || isCall(access, Future.class, Set.of("get", "resultNow"))
                                || isCall(access, CompletableFuture.class, Set.of("join")))),
                Blocks.class);
    }

    private static HouseRule sleeping() {
        return new HouseRule(
                "nothing sleeps",
                noClasses()
                        .should()
                        .accessTargetWhere(unlessExcused(access -> isCall(access, Thread.class, Set.of("sleep"))
                                || isCall(access, LockSupport.class, Set.of("parkNanos", "parkUntil")))),
                Sleeps.class);
    }

    private static HouseRule excusing() {
        return new HouseRule(
                "only the platform waits at start and stop",
                noCodeUnits()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackage("io.vedette.platform..")
                        .should()
                        .beAnnotatedWith(MayWait.class),
                Excused.class);
    }

    private static HouseRule subscribing() {
        return new HouseRule(
                "only the platform and what carries calls subscribe",
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.vedette.platform..", "io.vedette.realtime..")
                        .should()
                        .accessTargetWhere(calls(Publisher.class, Set.of("subscribe", "subscribeWith"))),
                Subscribes.class);
    }

    private static DescribedPredicate<JavaAccess<?>> unlessExcused(Predicate<JavaAccess<?>> waits) {
        return describe(
                "somebody waits who is not marked @MayWait",
                access -> waits.test(access) && !access.getOrigin().isAnnotatedWith(MayWait.class));
    }

    static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, Set<String> names) {
        return describe(
                "%s of %s is used".formatted(names, owner.getSimpleName()), access -> isCall(access, owner, names));
    }

    private static boolean isCall(JavaAccess<?> access, Class<?> owner, Set<String> names) {
        return names.contains(access.getName()) && access.getTargetOwner().isAssignableTo(owner);
    }
}
