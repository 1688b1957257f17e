package io.lakesync.it.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used of all processors since it was made. */
final class Cpu {
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long usedBefore = machine.getProcessCpuTime();
    private final long began = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    double share() {
        double available = (System.nanoTime() - began) * (double) machine.getAvailableProcessors();
        return (machine.getProcessCpuTime() - usedBefore) / available;
    }
}
