/** What every destination of materialised tables must keep. */
package io.lakesync.contracts.materialise;
