-- How many entries a source has, kept, since counting them costs what is stored.
ALTER TABLE source ADD COLUMN entries INTEGER NOT NULL DEFAULT 0;
UPDATE source SET entries = (SELECT count(*) FROM entry WHERE source_id = source.id);
