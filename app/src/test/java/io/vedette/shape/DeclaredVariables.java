package io.vedette.shape;

import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The names of all environment variables that the server's settings read. */
final class DeclaredVariables {
    private DeclaredVariables() {}

    static Set<String> names() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Settings.class));
        return scanner.findCandidateComponents("io.vedette").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .flatMap(record -> Arrays.stream(record.getRecordComponents()))
                .flatMap(component -> Optional.ofNullable(component.getAnnotation(Variable.class)).stream())
                .flatMap(variable -> Stream.concat(Stream.of(variable.name()), Arrays.stream(variable.aliases())))
                .collect(Collectors.toSet());
    }
}
