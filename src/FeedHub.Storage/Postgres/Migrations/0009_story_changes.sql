-- What happened to stories, for those who keep a copy of the timeline or watch it.
CREATE TABLE story_change (
  number bigint PRIMARY KEY, -- in the order of commits, without gaps
  story  bigint NOT NULL,
  kind   text NOT NULL,
  other  bigint, -- the story that it was merged into, split from, or grew by
  report text, -- the ID of the entry that came
  at     bigint NOT NULL
);
INSERT INTO version (name, value) VALUES ('change', 0);
-- What has changed since and is not in the log yet: 0 nothing, 1 something, 2 the text of a report.
ALTER TABLE story ADD COLUMN untold bigint NOT NULL DEFAULT 0;
CREATE INDEX story_untold ON story (id) WHERE untold > 0;
