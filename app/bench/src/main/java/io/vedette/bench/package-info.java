/** What the server costs, measured from outside on the packaged program, with nothing but the JDK. */
package io.vedette.bench;
