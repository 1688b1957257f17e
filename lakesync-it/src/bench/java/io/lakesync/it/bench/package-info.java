/** What the engine and a deployed server are worth, each figure beside a ceiling that was taken in the same run. */
package io.lakesync.it.bench;
