/** SQL backends: one dialect for each, and nothing else about them. */
package io.lakesync.adapter.sql;
