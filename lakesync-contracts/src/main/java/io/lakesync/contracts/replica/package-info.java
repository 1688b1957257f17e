/** Simulated clients, capable and existing ones, and a world in which they edit, lose messages, and must agree in the end. */
package io.lakesync.contracts.replica;
