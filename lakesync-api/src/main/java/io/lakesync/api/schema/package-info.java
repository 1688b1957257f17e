/** The declared shape of a synced table. */
package io.lakesync.api.schema;
