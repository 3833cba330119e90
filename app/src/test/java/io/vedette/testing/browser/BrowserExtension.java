package io.vedette.testing.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.LoggerFactory;

/** Starts one browser for all tests, before the first that needs it, and hands out pages. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    private static final class Found {
        static final Optional<String> MISSING = missing();

        private static Optional<String> missing() {
            Optional<String> missing = Equipment.missing().map("Tests in a browser are skipped: "::concat);
            missing.ifPresent(LoggerFactory.getLogger(BrowserExtension.class)::warn);
            return missing;
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext extension) {
        return Found.MISSING
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("All that a browser needs is here"));
    }

    /** What the constructor is given belongs to one test, too. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        Class<?> type = parameter.getParameter().getType();
        return type.equals(Page.class) || type.equals(BrowserContext.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        BrowserContext context = extension
                .getStore(NAMESPACE)
                .computeIfAbsent(BrowserContext.class, _ -> browser(extension).visit(), BrowserContext.class);
        return parameter.getParameter().getType().equals(Page.class) ? context.newPage() : context;
    }

    private static RunningBrowser browser(ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(RunningBrowser.class, _ -> RunningBrowser.start(), RunningBrowser.class);
    }
}
