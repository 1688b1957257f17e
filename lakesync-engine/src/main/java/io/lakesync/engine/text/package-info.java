/** The order of text that every replica and every rule agrees on, and the size that text has where it is bounded. */
package io.lakesync.engine.text;
