-- What somebody could teach. Of the index, `place` is one term for the community, and `terms` are folded words: no word
-- anybody types can be taken for a place.
CREATE TABLE offers (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL REFERENCES people (id),
    what         TEXT NOT NULL,
    times        INTEGER NOT NULL,
    language     TEXT,
    offered_at   BIGINT NOT NULL
);

CREATE INDEX offers_of_person ON offers (community_id, person_id);

CREATE VIRTUAL TABLE offer_terms USING fts5 (place, terms, tokenize = 'unicode61 remove_diacritics 0');

-- What members said they could teach becomes their first offer. Ids made by the program are far above these.
INSERT INTO offers (id, community_id, person_id, what, times, offered_at)
SELECT row_number() OVER (ORDER BY members.community_id, members.person_id),
       members.community_id, members.person_id, members.teaches, 2, people.created_at
FROM members JOIN people ON people.id = members.person_id
WHERE members.teaches <> '';

-- Words are folded by the program; those that are here already, by taking off the accents that the three languages know.
-- The tokenizer makes letters small.
INSERT INTO offer_terms (rowid, place, terms)
SELECT id, 'c' || community_id,
       replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
       replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
       what,
       'à', 'a'), 'á', 'a'), 'ä', 'a'), 'è', 'e'), 'é', 'e'), 'ê', 'e'), 'ì', 'i'), 'í', 'i'),
       'ò', 'o'), 'ó', 'o'), 'ô', 'o'), 'ö', 'o'), 'ù', 'u'), 'ú', 'u'), 'ü', 'u'), 'î', 'i'),
       'À', 'a'), 'È', 'e'), 'É', 'e'), 'Ì', 'i'), 'Ò', 'o'), 'Ù', 'u'), 'Ö', 'o'), 'Ü', 'u')
FROM offers;

UPDATE members SET teaches = '';
