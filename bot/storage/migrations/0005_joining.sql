ALTER TABLE groups ADD COLUMN entry TEXT NOT NULL DEFAULT 'open';
ALTER TABLE members ADD COLUMN teaches TEXT NOT NULL DEFAULT '';
ALTER TABLE members ADD COLUMN looks_for TEXT NOT NULL DEFAULT '';

CREATE TABLE invitations (
    community_id BIGINT NOT NULL,
    group_id     BIGINT NOT NULL REFERENCES groups (id),
    person_id    BIGINT NOT NULL,
    invited_by   BIGINT NOT NULL,
    invited_at   BIGINT NOT NULL,
    PRIMARY KEY (group_id, person_id)
);
