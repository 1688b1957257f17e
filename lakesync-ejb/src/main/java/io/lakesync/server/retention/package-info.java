/**
 * Trims the logs: what is old enough and has been passed by every follower. What trimmed entries still owe to those who
 * pushed them stays.
 */
package io.lakesync.server.retention;
