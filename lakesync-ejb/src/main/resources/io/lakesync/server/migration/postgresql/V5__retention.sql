-- what trimmed entries still owe to those who pushed them
CREATE TABLE lakesync.owed_row (
    gateway varchar(60) COLLATE "C" NOT NULL REFERENCES lakesync.gateway (id),
    client_id varchar(255) COLLATE "C" NOT NULL,
    tbl varchar(64) COLLATE "C" NOT NULL,
    row_id varchar(512) COLLATE "C" NOT NULL,
    stamp bigint NOT NULL,
    lost boolean NOT NULL,
    PRIMARY KEY (gateway, client_id, tbl, row_id)
);
CREATE INDEX owed_row_by_stamp ON lakesync.owed_row (gateway, client_id, stamp);
