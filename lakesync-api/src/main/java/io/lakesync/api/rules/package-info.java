/** Sync rules as declared: which rows a caller may see and change. The engine compiles and evaluates them. */
package io.lakesync.api.rules;
