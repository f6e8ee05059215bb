-- The servers on which the bot has introduced itself, or is about to; so that it does so once, however often it is told that
-- it is there. `channel_id` is where it could write when it came.
CREATE TABLE greetings (
    community_id BIGINT PRIMARY KEY,
    came_at      BIGINT NOT NULL,
    channel_id   BIGINT,
    language     TEXT NOT NULL
);
