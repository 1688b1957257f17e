/** Promises of the SPIs as suites that every implementation extends, and fakes that keep them. */
package io.lakesync.contracts;
