-- What kind of group it was made as, and the workshop it follows, where it follows one.
ALTER TABLE groups ADD COLUMN template TEXT NOT NULL DEFAULT 'mastermind';
ALTER TABLE groups ADD COLUMN workshop TEXT NOT NULL DEFAULT '';
