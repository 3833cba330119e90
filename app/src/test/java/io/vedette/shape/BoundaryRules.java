package io.vedette.shape;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.vedette.Application;
import io.vedette.shape.bad.ReadsDatabaseService;
import io.vedette.shape.bad.ReadsEnvironment;
import io.vedette.shape.bad.ReadsExchange;
import io.vedette.shape.bad.ReadsRequest;
import io.vedette.shape.bad.UsesSocketLibrary;
import io.vedette.shape.bad.platform.here.Here;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.modulith.NamedInterface;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;

/** Which part may touch the request, the database and the environment. */
final class BoundaryRules {
    private BoundaryRules() {}

    static List<HouseRule> all() {
        return List.of(requests(), exchanges(), sql(), sockets(), environment(), cycles());
    }

    private static HouseRule requests() {
        return new HouseRule(
                "only the web sees a request",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.vedette.platform.web..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(ServerRequest.class),
                ReadsRequest.class);
    }

    private static HouseRule exchanges() {
        return new HouseRule(
                "no feature sees an exchange",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.vedette.platform..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(ServerWebExchange.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(ServerHttpRequest.class),
                ReadsExchange.class);
    }

    private static HouseRule sql() {
        return new HouseRule(
                "only repositories speak SQL",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.vedette.platform.data..")
                        .and(areNoRepositories())
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(DatabaseClient.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(ConnectionFactory.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Connection.class),
                ReadsDatabaseService.class);
    }

    private static HouseRule sockets() {
        return new HouseRule(
                "only the engine and the protocol of sockets see the library below them",
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.vedette.realtime.engine..", "io.vedette.realtime.protocol..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.corundumstudio.."),
                UsesSocketLibrary.class);
    }

    private static HouseRule environment() {
        return new HouseRule(
                "only the settings read the environment",
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.vedette.platform.settings..")
                        .and()
                        .doNotBelongToAnyOf(Application.class)
                        .should()
                        .accessTargetWhere(ReactiveRules.calls(System.class, Set.of("getenv"))),
                ReadsEnvironment.class);
    }

    private static HouseRule cycles() {
        return new HouseRule(
                "the parts of the platform form no cycle",
                slices().matching("io.vedette..platform.(*)..").should().beFreeOfCycles(),
                Here.class);
    }

    /** A repository is named as its collection and hidden from other modules; these names belong to those who call it. */
    private static DescribedPredicate<JavaClass> areNoRepositories() {
        return DescribedPredicate.describe(
                "are no repositories",
                type -> (type.getModifiers().contains(PUBLIC) && !isInner(type.getPackage()))
                        || type.getSimpleName().matches(".*(Api|Service|Live|Reactions|Clock|Sweeper|Relay)"));
    }

    /** A folder within a feature, which other modules can't see unless it says that it is an interface. */
    private static boolean isInner(JavaPackage folder) {
        return folder.getName().matches("io\\.vedette\\.(?!platform)\\w+\\.\\w.*")
                && !folder.isAnnotatedWith(NamedInterface.class);
    }
}
