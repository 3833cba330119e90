/** Operations over HTTP: routes, answers, documents and the guards in front of them. */
@NullMarked
package io.vedette.platform.web;

import org.jspecify.annotations.NullMarked;
