/** What operators ask over HTTP. */
package io.lakesync.web.admin;
