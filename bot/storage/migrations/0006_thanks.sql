-- What somebody thanked somebody for, in their words; `check_in_id` where it is for one check-in of who is thanked.
CREATE TABLE thanks (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    giver_id     BIGINT NOT NULL REFERENCES people (id),
    receiver_id  BIGINT NOT NULL REFERENCES people (id),
    check_in_id  BIGINT REFERENCES check_ins (id),
    text         TEXT NOT NULL,
    given_at     BIGINT NOT NULL
);

-- For a check-in somebody is thanked once by each.
CREATE UNIQUE INDEX thanks_for ON thanks (giver_id, check_in_id) WHERE check_in_id IS NOT NULL;
CREATE INDEX thanks_given ON thanks (community_id, giver_id, given_at);
CREATE INDEX thanks_received ON thanks (community_id, receiver_id, given_at);
CREATE INDEX thanks_when ON thanks (community_id, given_at);
