/** The house keeps its own rules: arrows, names, smells. */
package io.lakesync.it.architecture;
