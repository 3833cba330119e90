package io.vedette.shape;

import com.tngtech.archunit.lang.ArchRule;

/** A rule that the code keeps, and a class of {@code io.vedette.shape.bad} that breaks it, so that we know it can fail. */
record HouseRule(String name, ArchRule rule, Class<?> offender) {
    HouseRule(String name, ArchRule rule, Class<?> offender) {
        this.name = name;
        this.rule = rule.allowEmptyShould(true);
        this.offender = offender;
    }

    @Override
    public String toString() {
        return name;
    }
}
