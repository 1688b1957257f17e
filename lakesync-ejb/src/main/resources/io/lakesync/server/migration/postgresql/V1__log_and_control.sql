CREATE TABLE lakesync.gateway (
    id varchar(60) COLLATE "C" PRIMARY KEY,
    mode varchar(5) NOT NULL CHECK (mode IN ('rules', 'open')),
    head bigint NOT NULL,
    head_at timestamptz NOT NULL,
    horizon bigint NOT NULL,
    rules_version bigint NOT NULL,
    rules_stamp bigint NOT NULL,
    schema_version bigint NOT NULL,
    rows_total bigint DEFAULT 0 NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE lakesync.log_block (
    gateway varchar(60) COLLATE "C" NOT NULL,
    last_stamp bigint NOT NULL,
    first_stamp bigint NOT NULL,
    committed_at timestamptz NOT NULL,
    entries int NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (gateway, last_stamp)
);

CREATE TABLE lakesync.row_state (
    gateway varchar(60) COLLATE "C" NOT NULL,
    tbl varchar(64) COLLATE "C" NOT NULL,
    row_id varchar(512) COLLATE "C" NOT NULL,
    stamp bigint NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (gateway, tbl, row_id)
);
CREATE UNIQUE INDEX row_state_by_stamp ON lakesync.row_state (gateway, stamp);
CREATE INDEX row_state_by_table ON lakesync.row_state (gateway, tbl, stamp);

CREATE TABLE lakesync.client_position (
    gateway varchar(60) COLLATE "C" NOT NULL,
    client_id varchar(255) COLLATE "C" NOT NULL,
    since bigint NOT NULL,
    since_before bigint NOT NULL,
    had_more boolean NOT NULL,
    refused boolean NOT NULL,
    repeats int NOT NULL,
    snapshot_head bigint NOT NULL,
    pulled_at timestamptz NOT NULL,
    PRIMARY KEY (gateway, client_id)
);

CREATE TABLE lakesync.table_schema (
    gateway varchar(60) COLLATE "C" NOT NULL REFERENCES lakesync.gateway (id),
    table_name varchar(64) COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    base boolean NOT NULL,
    document text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (gateway, table_name, version)
);

CREATE TABLE lakesync.rules (
    gateway varchar(60) COLLATE "C" NOT NULL REFERENCES lakesync.gateway (id),
    version bigint NOT NULL,
    document text NOT NULL,
    saved_by varchar(255) NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (gateway, version)
);

CREATE TABLE lakesync.quarantine (
    gateway varchar(60) COLLATE "C" NOT NULL REFERENCES lakesync.gateway (id),
    content_key varchar(80) COLLATE "C" NOT NULL,
    delta text NOT NULL,
    reason varchar(40) NOT NULL,
    message varchar(2000) NOT NULL,
    client_id varchar(255) COLLATE "C" NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (gateway, content_key)
);
CREATE INDEX quarantine_by_age ON lakesync.quarantine (gateway, since);

CREATE TABLE lakesync.console_user (
    name varchar(60) PRIMARY KEY,
    password_hash varchar(200) NOT NULL,
    roles varchar(200) NOT NULL,
    failures int DEFAULT 0 NOT NULL,
    locked_until timestamptz,
    created_at timestamptz NOT NULL
);
