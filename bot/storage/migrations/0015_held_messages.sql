-- Messages that somebody would like to keep as a lesson, until their authors have said whether they may be kept. `text` is
-- empty from their answer on, and after seven days without one; the rest is kept for a month, so that nobody is asked twice.
CREATE TABLE held_messages (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    group_id     BIGINT NOT NULL REFERENCES groups (id),
    channel_id   BIGINT NOT NULL,
    message_id   BIGINT NOT NULL,
    author_id    BIGINT NOT NULL,
    saver_id     BIGINT NOT NULL REFERENCES people (id),
    text         TEXT NOT NULL,
    asked_at     BIGINT NOT NULL,
    consent      TEXT,
    UNIQUE (community_id, message_id)
);

CREATE INDEX held_messages_open ON held_messages (asked_at) WHERE text <> '';
CREATE INDEX held_messages_of_saver ON held_messages (community_id, saver_id);
