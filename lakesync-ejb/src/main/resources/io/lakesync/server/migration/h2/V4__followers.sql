ALTER TABLE lakesync.gateway ADD COLUMN born bigint;
UPDATE lakesync.gateway SET born = horizon;

CREATE TABLE lakesync.follower_lease (
    gateway varchar(60) NOT NULL REFERENCES lakesync.gateway (id),
    follower varchar(255) NOT NULL,
    node varchar(40) NOT NULL,
    epoch bigint NOT NULL,
    expires_at bigint NOT NULL,
    position bigint NOT NULL,
    problem varchar(500) NOT NULL,
    PRIMARY KEY (gateway, follower)
);

CREATE TABLE lakesync.dead_letter (
    gateway varchar(60) NOT NULL REFERENCES lakesync.gateway (id),
    follower varchar(255) NOT NULL,
    stamp bigint NOT NULL,
    table_name varchar(64) NOT NULL,
    row_id varchar(512) NOT NULL,
    delta varchar,
    reason varchar(2000) NOT NULL,
    since timestamp with time zone NOT NULL,
    replay boolean NOT NULL,
    PRIMARY KEY (gateway, follower, stamp)
);

CREATE TABLE lakesync.webhook (
    gateway varchar(60) NOT NULL REFERENCES lakesync.gateway (id),
    name varchar(60) NOT NULL,
    url varchar(2000) NOT NULL,
    secret varbinary NOT NULL,
    saved_by varchar(255) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    PRIMARY KEY (gateway, name)
);

CREATE TABLE lakesync.checkpoint (
    gateway varchar(60) NOT NULL REFERENCES lakesync.gateway (id),
    stamp bigint NOT NULL,
    row_count bigint NOT NULL,
    chunks int NOT NULL,
    made_at timestamp with time zone NOT NULL,
    PRIMARY KEY (gateway, stamp)
);

CREATE TABLE lakesync.checkpoint_chunk (
    gateway varchar(60) NOT NULL,
    stamp bigint NOT NULL,
    chunk int NOT NULL,
    payload varbinary NOT NULL,
    PRIMARY KEY (gateway, stamp, chunk),
    FOREIGN KEY (gateway, stamp) REFERENCES lakesync.checkpoint (gateway, stamp) ON DELETE CASCADE
);
