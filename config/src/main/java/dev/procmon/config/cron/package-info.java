// SPDX-License-Identifier: Apache-2.0

/** Times of the day as crontab(5) writes them. Knows nothing of configuration files. */
@NullMarked
package dev.procmon.config.cron;

import org.jspecify.annotations.NullMarked;
