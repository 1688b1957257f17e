/** One client's change to some columns of one row, and its parts. */
package io.lakesync.api.delta;
