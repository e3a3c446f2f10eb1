-- The values under which stories are found, packed for 4,096 places together, for whoever counts stories. A server fills those without
-- contents, newest first.
CREATE TABLE story_values (
  block    bigint PRIMARY KEY, -- the place of a story in it, divided by 4,096
  contents bytea
);
-- Reading must be fast, and they are small.
ALTER TABLE story_values ALTER COLUMN contents SET STORAGE EXTERNAL;
CREATE INDEX story_values_unfilled ON story_values (block) WHERE contents IS NULL;
INSERT INTO story_values (block) SELECT DISTINCT place / 4096 FROM story WHERE place IS NOT NULL;

-- Entries of a time are listed in its order, which pages alone do not tell.
DROP INDEX entry_arrived;
CREATE INDEX entry_arrived ON entry (arrived, seq);
