ALTER TABLE lessons ADD COLUMN terms_version BIGINT NOT NULL DEFAULT 1;

CREATE INDEX lessons_by_terms_version ON lessons (terms_version);
CREATE INDEX lessons_of_group ON lessons (group_id, id);
