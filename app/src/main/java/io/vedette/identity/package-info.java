/** Who people are: they sign up, sign in and out, and prove it on every call, as with a Better Auth server. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "notifications :: mail"})
package io.vedette.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
