package io.lakesync.engine.planted;

/** In the middle of a line of ancestors. */
class SecondGeneration extends DoesInputAndOutput {}
