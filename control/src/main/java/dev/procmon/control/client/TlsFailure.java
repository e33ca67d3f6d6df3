// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says for a person why there is no TLS with a server, and what to do about it. */
final class TlsFailure {

    private static final String TRUST =
            "its certificate is signed by nobody who is trusted here: put it into a trust store, and name that with"
                    + " -Djavax.net.ssl.trustStore=FILE in JAVA_TOOL_OPTIONS";

    private TlsFailure() {}

    /** Say it; the deepest cause that is known says the most. */
    static String describe(SSLException failure) {
        String said = "there is no TLS with what answers: " + failure.getMessage();
        Throwable cause = failure;
        while (cause != null) {
            String known = known(cause);
            said = known == null ? said : known;
            cause = cause.getCause();
        }
        return said;
    }

    private static @Nullable String known(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException _ -> "its certificate has expired: it needs a new one";
            case CertificateNotYetValidException _ ->
                "its certificate is not valid yet: look whether the clocks of both hosts are right";
            case CertPathBuilderException _, CertPathValidatorException _ -> TRUST;
            case CertificateException other
            when other.getCause() == null ->
                "its certificate is not for this server (" + other.getMessage()
                        + "): connect by the name that is in it, or give it one for this name";
            default -> null;
        };
    }
}
