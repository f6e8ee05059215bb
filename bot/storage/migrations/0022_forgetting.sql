-- What is out to somebody, found when they want to be forgotten.
CREATE INDEX deliveries_of_person ON deliveries (person_id) WHERE person_id IS NOT NULL;
