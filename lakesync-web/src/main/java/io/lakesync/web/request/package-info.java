/** What every request meets first: its id, its headers, the form of its path, its token and what the token covers. */
package io.lakesync.web.request;
