-- The latest pause of a group, by its own clock, both days included; its last day, where it has one.
ALTER TABLE groups ADD COLUMN rests_from TEXT;
ALTER TABLE groups ADD COLUMN rests_until TEXT;
ALTER TABLE groups ADD COLUMN ends_on TEXT;
