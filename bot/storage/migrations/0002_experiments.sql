-- What a person lets the bot do to contact them; *reach* is how far outside the comfort zone an experiment lies.
ALTER TABLE people RENAME COLUMN reach TO contact;

ALTER TABLE experiments ADD COLUMN visibility TEXT NOT NULL DEFAULT 'group';
ALTER TABLE experiments ADD COLUMN reach SMALLINT;
ALTER TABLE experiments ADD COLUMN rating_before SMALLINT;
ALTER TABLE experiments ADD COLUMN paused_on TEXT;
ALTER TABLE experiments ADD COLUMN parked_on TEXT;
-- JSON, read and written only with their experiment: plans that were in force before, and pauses that are over.
ALTER TABLE experiments ADD COLUMN former_plans TEXT NOT NULL DEFAULT '[]';
ALTER TABLE experiments ADD COLUMN pauses TEXT NOT NULL DEFAULT '[]';
ALTER TABLE experiments ADD COLUMN finished_on TEXT;
ALTER TABLE experiments ADD COLUMN verdict TEXT;
ALTER TABLE experiments ADD COLUMN ending TEXT NOT NULL DEFAULT '';
ALTER TABLE experiments ADD COLUMN advice TEXT NOT NULL DEFAULT '';
ALTER TABLE experiments ADD COLUMN rating_after SMALLINT;

CREATE TABLE witnesses (
    community_id  BIGINT NOT NULL,
    experiment_id BIGINT NOT NULL REFERENCES experiments (id),
    person_id     BIGINT NOT NULL REFERENCES people (id),
    backed_at     BIGINT NOT NULL,
    PRIMARY KEY (experiment_id, person_id)
);

-- What a finished experiment teaches; its words are its experiment's. Of the index, `place` is where it may be found, one
-- term each for community and group, and `terms` are folded words: no word anybody types can be taken for a place.
CREATE TABLE lessons (
    id            BIGINT PRIMARY KEY,
    community_id  BIGINT NOT NULL,
    group_id      BIGINT NOT NULL REFERENCES groups (id),
    experiment_id BIGINT NOT NULL UNIQUE REFERENCES experiments (id),
    person_id     BIGINT NOT NULL REFERENCES people (id),
    verdict       TEXT NOT NULL,
    learned_at    BIGINT NOT NULL
);

CREATE VIRTUAL TABLE lesson_terms USING fts5 (place, terms, tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE lesson_thanks (
    community_id BIGINT NOT NULL,
    lesson_id    BIGINT NOT NULL REFERENCES lessons (id),
    person_id    BIGINT NOT NULL REFERENCES people (id),
    thanked_at   BIGINT NOT NULL,
    PRIMARY KEY (lesson_id, person_id)
);
