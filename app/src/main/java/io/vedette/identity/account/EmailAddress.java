package io.vedette.identity.account;

import java.util.Locale;
import java.util.regex.Pattern;

/** What is taken for an address: one at-sign and a host that has a dot. It is kept in lower case. */
public final class EmailAddress {
    public static final int LONGEST = 254;

    /** The length comes first: without that, a very long one would make the rest go deeper than a stack is. */
    public static final String FORM = "(?=.{1," + LONGEST + "}$)"
            + "[A-Za-z0-9_'+-]+(\\.[A-Za-z0-9_'+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,}";

    public static final String WRONG = "Invalid email address";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private EmailAddress() {}

    public static boolean isValid(String text) {
        return text.length() <= LONGEST && PATTERN.matcher(text).matches();
    }

    public static String normal(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
