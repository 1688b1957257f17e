/**
 * Time: by the database's clock what is told and kept, steadily what is measured. The machine's clock decides nothing; that
 * it is wrong is told. Also repeats rounds of work.
 */
package io.lakesync.server.clock;
