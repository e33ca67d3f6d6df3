// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;

/**
 * By what the supervisor proves on the network who it is. The files are read when it listens.
 *
 * @param certificate the certificate and those that it is signed by, in PEM
 * @param key the private key that belongs to it, in PEM
 */
public record TlsFiles(Path certificate, Path key) {}
