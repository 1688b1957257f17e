/** What all pages share. */
package io.lakesync.console.page;
