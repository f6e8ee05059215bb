-- Since when a group is put away; null while it is in use.
ALTER TABLE groups ADD COLUMN archived_at BIGINT;
