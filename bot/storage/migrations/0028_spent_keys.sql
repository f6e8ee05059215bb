-- The keys of deliveries that are pruned: what was owed once is never owed again, however long ago that was. Those
-- that were withdrawn before anybody heard of them may be.
CREATE TABLE spent_keys (
    community_id BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    subject      BIGINT NOT NULL,
    occurrence   TEXT NOT NULL,
    is_withdrawn SMALLINT NOT NULL,
    PRIMARY KEY (community_id, kind, subject, occurrence)
);

CREATE INDEX deliveries_unsent ON deliveries (finished_at)
    WHERE state IN ('cancelled', 'expired', 'merged', 'unreachable');
CREATE INDEX deliveries_read ON deliveries (finished_at) WHERE reason = 'read';
