/** Who asks: operators sign in here, and every request is checked here first. */
package io.lakesync.console.login;
