package io.vedette.platform.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Reads every {@link Settings} record from the environment, or says all that is wrong with it at once. */
public final class SettingsReader {
    private static final String ROOT = "io.vedette";

    private final List<Class<? extends Record>> records;

    SettingsReader(List<Class<? extends Record>> records) {
        this.records = records;
    }

    /** A reader of all records below the application's root package. */
    public static SettingsReader onClassPath() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return definition.getMetadata().isIndependent();
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(Settings.class));
        return new SettingsReader(scanner.findCandidateComponents(ROOT).stream()
                .<Class<? extends Record>>map(found -> recordNamed(String.valueOf(found.getBeanClassName())))
                .sorted(Comparator.comparing(Class::getName))
                .toList());
    }

    /** One record alone; its fallbacks can't refer to variables of others. */
    public static <R extends Record> R read(Class<R> type, Map<String, String> environment) {
        return type.cast(new SettingsReader(List.of(type)).read(environment).getFirst());
    }

    /** All records, by module. */
    public List<Record> read(Map<String, String> environment) {
        var values = new Values(environment, declarations());
        var faults = new Faults();
        List<Record> read = new ArrayList<>();
        for (Class<? extends Record> type : records) {
            new RecordReader<>(type, values, faults).read().ifPresent(read::add);
        }
        faults.throwIfAny();
        return List.copyOf(read);
    }

    List<Declaration> declarations() {
        return records.stream().flatMap(type -> Declaration.of(type).stream()).toList();
    }

    private static Class<? extends Record> recordNamed(String name) {
        return ClassUtils.resolveClassName(name, SettingsReader.class.getClassLoader())
                .asSubclass(Record.class);
    }
}
