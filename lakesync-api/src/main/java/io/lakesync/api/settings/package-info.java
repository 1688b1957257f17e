/**
 * What an operator may set, read once at start into validated records. Environment and system properties are read by
 * whoever calls {@link io.lakesync.api.settings.Settings#read}; nothing else of the product looks at them.
 */
package io.lakesync.api.settings;
