/** What the server says about itself to anybody: its API and the kinds of connectors it knows. */
package io.lakesync.web.catalogue;
