-- Who said "not this time": they are not told of the ask again, and it does not count as one of their month.
ALTER TABLE ask_matches ADD COLUMN declined_at BIGINT;
