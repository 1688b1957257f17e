/** Reads the deployment's settings through MicroProfile Config, once. */
package io.lakesync.web.settings;
