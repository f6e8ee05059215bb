-- Every term of the index carries its community, so that a search reads what is offered there and nothing else. Offers that
-- are here already are indexed by the program at its next start.
DROP TABLE offer_terms;

CREATE VIRTUAL TABLE offer_terms USING fts5 (terms, tokenize = 'unicode61 remove_diacritics 0');

ALTER TABLE offers ADD COLUMN terms_version BIGINT NOT NULL DEFAULT 1;

CREATE INDEX offers_by_terms_version ON offers (terms_version);
