-- Entries that wait for their story are taken in the order of their dates, and grouping begins with those of the last days: neither may
-- sort or read the whole table. The expression is that of GroupingStep.
CREATE INDEX entry_waiting ON entry ((CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END), seq) WHERE story_id IS NULL;
CREATE INDEX entry_at ON entry ((CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END));
DROP INDEX entry_ungrouped;

-- Copies are found by their shingles; nothing has read this since.
DROP INDEX entry_text_hash;
ALTER TABLE entry DROP COLUMN text_hash;

-- Claims of a site are counted for each source that is ready.
CREATE INDEX source_claimed ON source (site) WHERE claimed_until IS NOT NULL;
