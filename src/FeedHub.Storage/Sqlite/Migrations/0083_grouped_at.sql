-- Only what is grouped is looked up by its date, and it is grouped in that order: the index grows at its end, and no poll writes to it.
DROP INDEX entry_at;
CREATE INDEX entry_at ON entry ((CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END)) WHERE story_id IS NOT NULL;
