-- Whether an experiment of somebody who had themselves forgotten was for the whole group: it is for nobody's eyes any more,
-- and what was tried in it goes on counting for the others. Of one that was hidden nothing was counted before, either.
ALTER TABLE experiments ADD COLUMN was_shared SMALLINT NOT NULL DEFAULT 0;
