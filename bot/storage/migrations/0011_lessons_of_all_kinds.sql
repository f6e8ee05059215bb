-- A lesson has words of its own, or those of the experiment that it came of; without a group it is for the community.
CREATE TABLE lessons_anew (
    id            BIGINT PRIMARY KEY,
    community_id  BIGINT NOT NULL,
    group_id      BIGINT REFERENCES groups (id),
    person_id     BIGINT NOT NULL REFERENCES people (id),
    learned_at    BIGINT NOT NULL,
    terms_version BIGINT NOT NULL,
    experiment_id BIGINT UNIQUE REFERENCES experiments (id),
    ask_id        BIGINT REFERENCES asks (id),
    channel_id    BIGINT,
    message_id    BIGINT,
    saved_by      BIGINT REFERENCES people (id),
    title         TEXT,
    learned       TEXT,
    advice        TEXT
);

INSERT INTO lessons_anew (id, community_id, group_id, person_id, learned_at, terms_version, experiment_id)
SELECT id, community_id, group_id, person_id, learned_at, terms_version, experiment_id FROM lessons;

CREATE TABLE lesson_thanks_anew (
    community_id BIGINT NOT NULL,
    lesson_id    BIGINT NOT NULL REFERENCES lessons_anew (id),
    person_id    BIGINT NOT NULL REFERENCES people (id),
    thanked_at   BIGINT NOT NULL,
    PRIMARY KEY (lesson_id, person_id)
);

INSERT INTO lesson_thanks_anew SELECT community_id, lesson_id, person_id, thanked_at FROM lesson_thanks;

-- The thanks first: while they point at it, the old table cannot go. Renaming takes what points at a table along.
DROP TABLE lesson_thanks;
DROP TABLE lessons;
ALTER TABLE lessons_anew RENAME TO lessons;
ALTER TABLE lesson_thanks_anew RENAME TO lesson_thanks;

CREATE INDEX lessons_by_terms_version ON lessons (terms_version);
CREATE INDEX lessons_of_group ON lessons (community_id, group_id, id);
CREATE INDEX lessons_of_person ON lessons (community_id, person_id);
CREATE INDEX lessons_saved ON lessons (community_id, saved_by) WHERE saved_by IS NOT NULL;
-- One lesson a message and an ask.
CREATE UNIQUE INDEX lessons_of_message ON lessons (community_id, message_id) WHERE message_id IS NOT NULL;
CREATE UNIQUE INDEX lessons_of_ask ON lessons (community_id, ask_id) WHERE ask_id IS NOT NULL;
