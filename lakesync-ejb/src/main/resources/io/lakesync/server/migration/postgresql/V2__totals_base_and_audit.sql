-- what lakesync.log_block holds, kept by whoever adds blocks to it or removes them
ALTER TABLE lakesync.gateway ADD COLUMN entries_total bigint DEFAULT 0 NOT NULL;
ALTER TABLE lakesync.gateway ADD COLUMN bytes_total bigint DEFAULT 0 NOT NULL;
UPDATE lakesync.gateway g SET
    entries_total = (SELECT COALESCE(SUM(b.entries), 0) FROM lakesync.log_block b WHERE b.gateway = g.id),
    bytes_total = (SELECT COALESCE(SUM(OCTET_LENGTH(b.payload)), 0) FROM lakesync.log_block b WHERE b.gateway = g.id);

CREATE TABLE lakesync.schema_base (
    gateway varchar(60) COLLATE "C" NOT NULL REFERENCES lakesync.gateway (id),
    table_name varchar(64) COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    base_version bigint NOT NULL,
    PRIMARY KEY (gateway, table_name, version)
);

CREATE TABLE lakesync.audit (
    gateway varchar(60) COLLATE "C" NOT NULL REFERENCES lakesync.gateway (id),
    stamp bigint NOT NULL,
    operation varchar(40) NOT NULL,
    operator varchar(255) NOT NULL,
    subject varchar(2000) NOT NULL,
    done_at timestamptz NOT NULL,
    PRIMARY KEY (gateway, stamp)
);
