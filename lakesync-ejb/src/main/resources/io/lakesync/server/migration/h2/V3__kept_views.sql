ALTER TABLE lakesync.client_position DROP COLUMN snapshot_head;
ALTER TABLE lakesync.client_position ADD COLUMN page_begun bigint DEFAULT 0 NOT NULL;
ALTER TABLE lakesync.client_position ADD COLUMN handed bigint DEFAULT 0 NOT NULL;
ALTER TABLE lakesync.client_position ADD COLUMN strangers bigint DEFAULT 0 NOT NULL;
ALTER TABLE lakesync.client_position ADD COLUMN version bigint DEFAULT 1 NOT NULL;
ALTER TABLE lakesync.client_position ADD COLUMN trail varbinary;
