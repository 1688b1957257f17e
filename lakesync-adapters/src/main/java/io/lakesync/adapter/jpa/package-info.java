/** What EclipseLink needs to know about the container it runs in, whichever that is. */
package io.lakesync.adapter.jpa;
