-- The values under which stories are found, packed for 4,096 places together, for whoever counts stories. A server fills those without
-- contents, newest first.
CREATE TABLE story_values (
  block INTEGER PRIMARY KEY, -- the place of a story in it, divided by 4,096
  contents BLOB
);
CREATE INDEX story_values_unfilled ON story_values (block) WHERE contents IS NULL;
INSERT INTO story_values (block) SELECT DISTINCT place / 4096 FROM story WHERE place IS NOT NULL;
