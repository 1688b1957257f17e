/** What can go wrong, said once: a code that travels on the wire and a sentence that helps. */
package io.lakesync.api.failure;
