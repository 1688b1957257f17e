package io.lakesync.engine.planted;

/** Breaks: names say the job, one own superclass at most. */
public class ThirdGenerationImpl extends SecondGeneration {}
