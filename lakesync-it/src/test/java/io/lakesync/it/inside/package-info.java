/** Promises that cannot be seen from outside, tested inside a server: the beans of the EAR in a WAR on Payara Micro. */
package io.lakesync.it.inside;
