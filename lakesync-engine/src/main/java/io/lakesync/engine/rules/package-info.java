/** Sync rules compiled: which rows a caller may see and change, judged on the whole row, and why. */
package io.lakesync.engine.rules;
