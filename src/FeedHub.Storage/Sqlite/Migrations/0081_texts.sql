-- The texts of entries, apart from what lists, filters and grouping go through: rows without them are a sixth as long.
CREATE TABLE entry_text (
  seq     INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE CASCADE,
  summary TEXT,
  content TEXT,
  text    TEXT NOT NULL
);
INSERT INTO entry_text (seq, summary, content, text) SELECT seq, summary, content, text FROM entry;
ALTER TABLE entry DROP COLUMN content;
ALTER TABLE entry DROP COLUMN text;
ALTER TABLE entry DROP COLUMN summary;

-- Without those that wait: else they are looked for here, and sorted all for the first few.
DROP INDEX entry_story;
CREATE INDEX entry_story ON entry (story_id) WHERE story_id IS NOT NULL;
