-- Where asks go, where moderators hear of what went wrong, and what new groups begin with.
ALTER TABLE communities ADD COLUMN knowledge_channel_id BIGINT;
ALTER TABLE communities ADD COLUMN moderators_channel_id BIGINT;
ALTER TABLE communities ADD COLUMN language TEXT;
ALTER TABLE communities ADD COLUMN zone TEXT;

-- A request for help, and how far it has come. `state` is open, accepted, solved, idle or withdrawn; `minutes` is how much
-- time is asked for, `in_return` what is offered for more than a question. `next_at` is when it is looked after again: told
-- to more members, to a facilitator, or looked at whether anybody still writes. `worked` is the answer two weeks later.
CREATE TABLE asks (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL REFERENCES people (id),
    kind         TEXT NOT NULL,
    question     TEXT NOT NULL,
    tried        TEXT NOT NULL,
    able         TEXT NOT NULL,
    hope         TEXT NOT NULL,
    in_return    TEXT NOT NULL,
    minutes      SMALLINT NOT NULL,
    language     TEXT NOT NULL,
    asked_at     BIGINT NOT NULL,
    state        TEXT NOT NULL,
    state_at     BIGINT NOT NULL,
    stage        TEXT NOT NULL,
    next_at      BIGINT,
    worked       TEXT,
    ring_id      BIGINT
);

CREATE INDEX asks_of_person ON asks (community_id, person_id, asked_at);
CREATE INDEX asks_by_state ON asks (community_id, state, asked_at);
CREATE INDEX asks_due ON asks (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX asks_of_ring ON asks (ring_id) WHERE ring_id IS NOT NULL;

-- Who offered help with an ask: by a press, by an answer in words, or by an introduction that both wanted.
CREATE TABLE helps (
    id              BIGINT PRIMARY KEY,
    community_id    BIGINT NOT NULL,
    ask_id          BIGINT NOT NULL REFERENCES asks (id),
    person_id       BIGINT NOT NULL REFERENCES people (id),
    introduction_id BIGINT,
    text            TEXT NOT NULL,
    offered_at      BIGINT NOT NULL,
    accepted_at     BIGINT,
    UNIQUE (ask_id, person_id)
);

CREATE INDEX helps_of_person ON helps (community_id, person_id);

-- Who was told of an ask because an offer of theirs matches it. What an offer says of "how often a month" is held by these.
CREATE TABLE ask_matches (
    community_id BIGINT NOT NULL,
    ask_id       BIGINT NOT NULL REFERENCES asks (id),
    person_id    BIGINT NOT NULL REFERENCES people (id),
    offer_id     BIGINT NOT NULL,
    told_at      BIGINT NOT NULL,
    PRIMARY KEY (ask_id, person_id)
);

CREATE INDEX ask_matches_of_offer ON ask_matches (community_id, offer_id, told_at);

ALTER TABLE thanks ADD COLUMN ask_id BIGINT REFERENCES asks (id);

CREATE UNIQUE INDEX thanks_for_ask ON thanks (giver_id, receiver_id, ask_id) WHERE ask_id IS NOT NULL;

-- An ask is found by the thread its card opened: somebody who writes there reopens it.
CREATE INDEX deliveries_of_ask_thread ON deliveries (thread_id) WHERE kind = 'ask' AND thread_id IS NOT NULL;
