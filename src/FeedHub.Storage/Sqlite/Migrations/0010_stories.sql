-- Why an entry is in its story, what it copies, and what it is about.
ALTER TABLE entry ADD COLUMN duplicate_of TEXT;
ALTER TABLE entry ADD COLUMN score REAL NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN why TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entry ADD COLUMN subjects TEXT;

-- Stories that became part of an older one; their addresses lead there for good.
CREATE TABLE story_redirect (
  id     INTEGER PRIMARY KEY,
  target INTEGER NOT NULL
);
CREATE INDEX story_redirect_target ON story_redirect (target);

CREATE TABLE story_related (
  story INTEGER NOT NULL,
  other INTEGER NOT NULL,
  score REAL NOT NULL,
  why   TEXT NOT NULL,
  PRIMARY KEY (story, other)
);
CREATE INDEX story_related_other ON story_related (other);

-- What people said of two entries: 1, they tell one story; 0, they do not.
CREATE TABLE story_correction (
  one      TEXT NOT NULL,
  other    TEXT NOT NULL,
  together INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (one, other)
);

-- The revision of grouping, and the greatest number that a story has had.
INSERT INTO version (name, value) VALUES ('grouping', 1);
INSERT INTO version (name, value) SELECT 'story', coalesce(max(id), 0) FROM story;
