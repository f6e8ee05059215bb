-- Whether anyone was asked about the two: not where they are partners, or were asked lately. Whoever introduces them is told
-- the same either way.
ALTER TABLE introductions ADD COLUMN is_asked BOOLEAN NOT NULL DEFAULT TRUE;

-- What a group's pairs are drawn with. Without it nobody can work out whom the matching would have put together.
ALTER TABLE groups ADD COLUMN pairing_secret BIGINT NOT NULL DEFAULT 0;
UPDATE groups SET pairing_secret = RANDOM();

-- The proposals for a group's coming round, made when a lead first looks and kept until its pairs are made: whoever comes and
-- goes meanwhile does not learn from them who would be with whom then. `place` tells apart those together; 0 is nobody.
CREATE TABLE pair_proposals (
    community_id BIGINT NOT NULL,
    group_id     BIGINT NOT NULL REFERENCES groups (id),
    number       SMALLINT NOT NULL,
    place        SMALLINT NOT NULL,
    person_id    BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (group_id, number, person_id)
);
