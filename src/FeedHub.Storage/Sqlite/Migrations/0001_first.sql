-- Instants are integer milliseconds since 1970 UTC; lists and documents are JSON.

CREATE TABLE source (
  id            TEXT PRIMARY KEY,
  declaration   TEXT NOT NULL,              -- the source as the configuration declares it
  title         TEXT NOT NULL,
  kind          TEXT,
  host          TEXT NOT NULL,
  declared      INTEGER NOT NULL,           -- 0: the configuration no longer names it
  polled        INTEGER NOT NULL,           -- declared and enabled
  state         TEXT NOT NULL,              -- what polling told of it
  next_poll     INTEGER NOT NULL,
  last_attempt  INTEGER,
  claimed_by    TEXT,
  claimed_until INTEGER
);
CREATE INDEX source_due ON source (next_poll) WHERE polled = 1;
CREATE INDEX source_host ON source (host);

CREATE TABLE source_country (
  source_id TEXT NOT NULL REFERENCES source (id),
  country   TEXT NOT NULL,
  PRIMARY KEY (source_id, country)
);

CREATE TABLE source_event (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id TEXT NOT NULL REFERENCES source (id),
  at        INTEGER NOT NULL,
  broke     INTEGER NOT NULL,
  detail    TEXT NOT NULL
);

CREATE TABLE story (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,  -- grows with arrival; never used again
  arrived INTEGER NOT NULL,
  updated INTEGER NOT NULL
);

CREATE TABLE entry (
  seq           INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of arrival on this database
  id            TEXT NOT NULL UNIQUE,
  source_id     TEXT NOT NULL REFERENCES source (id),
  key           TEXT NOT NULL,
  story_id      INTEGER REFERENCES story (id),
  title         TEXT NOT NULL,
  url           TEXT,
  canonical_url TEXT,
  summary       TEXT,
  content       TEXT,
  text          TEXT NOT NULL,
  language      TEXT NOT NULL,
  authors       TEXT NOT NULL,
  enclosures    TEXT NOT NULL,
  published     INTEGER,
  updated       INTEGER,
  arrived       INTEGER NOT NULL,
  changed       INTEGER,
  content_hash  TEXT NOT NULL,
  text_hash     TEXT,
  UNIQUE (source_id, key)
);
CREATE INDEX entry_story ON entry (story_id);
CREATE INDEX entry_ungrouped ON entry (seq) WHERE story_id IS NULL;
CREATE INDEX entry_canonical_url ON entry (canonical_url) WHERE canonical_url IS NOT NULL;
CREATE INDEX entry_text_hash ON entry (text_hash) WHERE text_hash IS NOT NULL;
CREATE INDEX entry_arrived ON entry (arrived);

CREATE TABLE revision (
  entry_id    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  title       TEXT NOT NULL,
  summary     TEXT,
  content     TEXT,
  first_seen  INTEGER NOT NULL,
  replaced_at INTEGER NOT NULL
);
CREATE INDEX revision_entry ON revision (entry_id);

-- Keys of entries that retention deleted: what its feed still carries must not come back as new.
CREATE TABLE forgotten (
  source_id TEXT NOT NULL REFERENCES source (id),
  key       TEXT NOT NULL,
  PRIMARY KEY (source_id, key)
);

CREATE TABLE brief (
  series TEXT NOT NULL,
  slug   TEXT NOT NULL,
  id     TEXT NOT NULL,
  issue  INTEGER NOT NULL,
  PRIMARY KEY (series, slug)
);

CREATE TABLE catalog_file (
  path TEXT PRIMARY KEY,
  text TEXT NOT NULL
);

-- One row for each thing whose changes readers must see; the value only grows.
CREATE TABLE version (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
);
INSERT INTO version (name, value) VALUES ('timeline', 1);
