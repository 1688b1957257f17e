/** Small JSON documents of the edge itself; what clients sync goes through the api's codecs. */
package io.lakesync.web.document;
