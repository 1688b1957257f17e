package io.lakesync.api.rules;

import static java.util.Objects.requireNonNull;

/** One condition on one column of the whole row. */
public record Filter(String column, FilterOp op, Operand operand) {
    public Filter {
        requireNonNull(column, "column");
        requireNonNull(op, "op");
        requireNonNull(operand, "operand");
    }
}
