/**
 * What the operator decided, and what follows from it before anything else may run: the data sources and the tables of
 * the control database. Nothing outside this package reads the environment.
 */
package io.lakesync.server.settings;
