package io.vedette.platform.operation;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The validator of inputs: messages in English whatever the machine speaks, and no expression language in them. */
@Configuration(proxyBeanMethods = false)
class InputRules {
    @Bean
    static Validator inputValidator() {
        HibernateValidatorConfiguration rules =
                Validation.byProvider(HibernateValidator.class).configure();
        ConstraintMapping sizes = rules.createConstraintMapping();
        sizes.constraintDefinition(Size.class).validatedBy(SizeInCharacters.class);
        return rules.addMapping(sizes)
                .defaultLocale(Locale.ENGLISH)
                .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, true))
                .addValueExtractor(new ChangedValue())
                .buildValidatorFactory()
                .getValidator();
    }
}
