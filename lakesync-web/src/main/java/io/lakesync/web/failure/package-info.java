/** The one place where failures become statuses: whatever goes wrong leaves as the same small JSON. */
package io.lakesync.web.failure;
