/** Is it up, is it ready, how is it doing: asked by machines, without a token. */
package io.lakesync.web.status;
