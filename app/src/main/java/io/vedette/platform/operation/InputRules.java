package io.vedette.platform.operation;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The validator of inputs: messages in English whatever the machine speaks, and no expression language in them. */
@Configuration(proxyBeanMethods = false)
class InputRules {
    @Bean
    static Validator inputValidator() {
        return Validation.byProvider(HibernateValidator.class)
                .configure()
                .defaultLocale(Locale.ENGLISH)
                .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, true))
                .addValueExtractor(new ChangedValue())
                .buildValidatorFactory()
                .getValidator();
    }
}
