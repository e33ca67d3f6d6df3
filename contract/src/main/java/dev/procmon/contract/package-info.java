// SPDX-License-Identifier: Apache-2.0
/** What every reactor promises, as tests: a suite is extended for each reactor and given its {@link World}. */
@NullMarked
package dev.procmon.contract;

import org.jspecify.annotations.NullMarked;
