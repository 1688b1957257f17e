package io.lakesync.web.admin;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Memory of this process in bytes, under the names that existing dashboards read. */
record ProcessMemory(long resident, long heapTotal, long heapUsed, long external, long buffers) {
    private static final Logger LOG = Logger.getLogger(ProcessMemory.class.getName());
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long KIB = 1024;

    static ProcessMemory now() {
        var memory = ManagementFactory.getMemoryMXBean();
        var heap = memory.getHeapMemoryUsage();
        var other = memory.getNonHeapMemoryUsage();
        return new ProcessMemory(
                resident(heap.getCommitted() + other.getCommitted()),
                heap.getCommitted(),
                heap.getUsed(),
                other.getUsed(),
                directBuffers());
    }

    JsonObjectBuilder document() {
        return Json.createObjectBuilder()
                .add("rss", resident)
                .add("heapTotal", heapTotal)
                .add("heapUsed", heapUsed)
                .add("external", external)
                .add("arrayBuffers", buffers);
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** What the operating system says; what Java has committed where it cannot be asked. */
    private static long resident(long committed) {
        if (!Files.isReadable(STATUS)) {
            return committed;
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst()
                    .orElse(committed);
        } catch (IOException e) {
            LOG.log(Level.FINE, "cannot read " + STATUS, e);
            return committed;
        }
    }
}
