package io.lakesync.it.bench;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.codec.RulesCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.api.hlc.HlcClock;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.engine.rules.View;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The pure parts, in operations per second on one thread; codecs count deltas, of which a push has 100. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class PureBench {
    private static final int BATCH = 100;
    private static final GatewayId GATEWAY = new GatewayId("bench");
    private static final String RULES =
            """
            {"version":1,"buckets":[{"name":"own","tables":["todos"],
            "filters":[{"column":"owner","op":"eq","value":"jwt:sub"}]}]}""";

    private final HlcClock clock = new HlcClock(InstantSource.system());
    private final List<Delta> deltas = Work.deltas(clock, "ann", 0, BATCH, 1_000);
    private final PushRequest push = new PushRequest(GATEWAY, "ann", deltas, Set.of());
    private final byte[] json = JsonCodec.writePush(push);
    private final byte[] protobuf = ProtobufCodec.writePush(push);
    private final RowState row = RowState.EMPTY.merge(deltas.get(0));
    private final Delta later = Work.deltas(clock, "bob", 0, 1, 1).get(0);
    private final View view = CompiledRules.compile(RulesCodec.read(RULES.getBytes(StandardCharsets.UTF_8)), List.of())
            .view(Map.of("sub", List.of("ann")));
    private final Map<String, JsonValue> image = row.image();

    @Benchmark
    public RowState merge() {
        return row.merge(later);
    }

    @Benchmark
    public RowState absorb() {
        return row.merge(deltas.get(0));
    }

    @Benchmark
    public boolean judge() {
        return view.sees("todos", image);
    }

    @Benchmark
    public Hlc issue() {
        return clock.issue();
    }

    @Benchmark
    public String deltaId() {
        return DeltaIds.of(later);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public PushRequest readJson() {
        return JsonCodec.readPush(GATEWAY, Set.of(), json);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public byte[] writeJson() {
        return JsonCodec.writePush(push);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object readProtobuf() {
        return ProtobufCodec.readFrame(protobuf, GATEWAY, Set.of());
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public byte[] writeProtobuf() {
        return ProtobufCodec.writePush(push);
    }
}
