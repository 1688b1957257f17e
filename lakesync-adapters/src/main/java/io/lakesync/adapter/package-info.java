/** Reads and writes backends. */
package io.lakesync.adapter;
