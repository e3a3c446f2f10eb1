-- How the site lists a post: the stamp (so far only the time of its saving, so that each post is read once more), its number and the names
-- that it shows; when its text was last read; and what was done when it was no longer public.
ALTER TABLE followed_post RENAME COLUMN modified TO stamp;
ALTER TABLE followed_post ADD COLUMN number INTEGER;
ALTER TABLE followed_post ADD COLUMN names TEXT;
ALTER TABLE followed_post ADD COLUMN read_at INTEGER;
ALTER TABLE followed_post ADD COLUMN withdrawn_as TEXT;
ALTER TABLE followed_post ADD COLUMN withdrawn_before TEXT;
ALTER TABLE followed_post ADD COLUMN withdrawn_by_editor INTEGER NOT NULL DEFAULT 0;
