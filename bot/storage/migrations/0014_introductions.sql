-- Who wants to bring whom together, and in which words. `number` is given when both have said yes.
CREATE TABLE introductions (
    id            BIGINT PRIMARY KEY,
    community_id  BIGINT NOT NULL,
    introducer_id BIGINT NOT NULL REFERENCES people (id),
    first_id      BIGINT NOT NULL REFERENCES people (id),
    second_id     BIGINT NOT NULL REFERENCES people (id),
    ask_id        BIGINT REFERENCES asks (id),
    why           TEXT NOT NULL,
    hope          TEXT NOT NULL,
    question      TEXT NOT NULL,
    proposed_at   BIGINT NOT NULL,
    ends_at       BIGINT NOT NULL,
    came_about_at BIGINT,
    number        BIGINT
);

CREATE INDEX introductions_by_introducer ON introductions (community_id, introducer_id, proposed_at);
CREATE INDEX introductions_of_first ON introductions (community_id, first_id, proposed_at);
CREATE INDEX introductions_of_second ON introductions (community_id, second_id, proposed_at);
CREATE INDEX introductions_open ON introductions (ends_at) WHERE came_about_at IS NULL;
CREATE UNIQUE INDEX introductions_numbered ON introductions (community_id, number) WHERE number IS NOT NULL;

-- What each of the two answered. No query returns it: two of them are only ever compared.
CREATE TABLE introduction_answers (
    community_id    BIGINT NOT NULL,
    introduction_id BIGINT NOT NULL REFERENCES introductions (id),
    person_id       BIGINT NOT NULL REFERENCES people (id),
    answer          TEXT NOT NULL,
    answered_at     BIGINT NOT NULL,
    PRIMARY KEY (introduction_id, person_id)
);
