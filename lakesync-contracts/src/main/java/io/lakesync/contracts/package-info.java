/** Promises of the SPIs as suites that every implementation extends. */
package io.lakesync.contracts;
