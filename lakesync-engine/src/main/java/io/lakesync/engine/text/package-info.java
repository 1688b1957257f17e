/** The order of text that every replica and every rule agrees on. */
package io.lakesync.engine.text;
