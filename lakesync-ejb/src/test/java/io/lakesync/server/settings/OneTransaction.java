package io.lakesync.server.settings;

import javax.transaction.xa.Xid;

/** A transaction for tests. */
record OneTransaction(int number) implements Xid {
    @Override
    public int getFormatId() {
        return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return new byte[] {(byte) number};
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {2};
    }
}
