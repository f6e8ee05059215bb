-- Whose doing it is that somebody hears of something: another person's, who may cause them to hear only so much. Empty for
-- what time brings, or a moderator decides.
ALTER TABLE deliveries ADD COLUMN caused_by BIGINT;

CREATE INDEX deliveries_caused ON deliveries (community_id, caused_by, due_at) WHERE caused_by IS NOT NULL;
CREATE INDEX responses_by_person ON responses (community_id, person_id, created_at);
