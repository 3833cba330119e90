package io.vedette.platform.settings;

import java.util.regex.Pattern;

/** Makes a wrong value fit to be shown: secrets are not. */
final class Hidden {
    private static final String STARS = "***";
    private static final Pattern SECRET_NAME = Pattern.compile("SECRET|PASSWORD|KEY|TOKEN");
    // To the last @, as a password that was not escaped may hold one itself.
    private static final Pattern USER_INFO = Pattern.compile("(?s)://.*@");
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)((?:password|secret|key|token)\\s*=\\s*)('[^']*'|[^&\\s]*)");

    private Hidden() {}

    static String shown(Variable variable, String value) {
        if (variable.secret() || SECRET_NAME.matcher(variable.name()).find()) {
            return STARS;
        }
        String withoutUser = USER_INFO.matcher(value).replaceAll("://" + STARS + "@");
        return "'" + SECRET_PARAMETER.matcher(withoutUser).replaceAll("$1" + STARS) + "'";
    }
}
