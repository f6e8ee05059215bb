-- Whether anybody still writes in an ask's thread: the newest message there was, when somebody was last seen to have
-- written, whether Discord has put the thread away, and when it is looked at again.
ALTER TABLE asks ADD COLUMN last_message_id BIGINT;
ALTER TABLE asks ADD COLUMN written_at BIGINT;
ALTER TABLE asks ADD COLUMN is_hidden SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE asks ADD COLUMN look_at BIGINT;

CREATE INDEX asks_to_look_at ON asks (look_at) WHERE look_at IS NOT NULL;
