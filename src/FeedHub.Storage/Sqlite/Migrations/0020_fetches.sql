-- The last fetches of each source, for a person who asks what happened.
CREATE TABLE source_fetch (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id    TEXT NOT NULL REFERENCES source (id),
  at           INTEGER NOT NULL,
  outcome      TEXT NOT NULL,
  url          TEXT NOT NULL,
  status       INTEGER,
  bytes        INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL,
  added        INTEGER NOT NULL,
  changed      INTEGER NOT NULL,
  note         TEXT
);
CREATE INDEX source_fetch_source ON source_fetch (source_id, id);

-- Hosts that asked to be left alone, which goes for every source on them.
CREATE TABLE host_rest (
  host  TEXT PRIMARY KEY,
  until INTEGER NOT NULL
);

-- The registrable domain, by which claims are counted. A declaration that differs, if only by a space, is written anew at the next
-- start, and this with it.
ALTER TABLE source ADD COLUMN site TEXT NOT NULL DEFAULT '';
CREATE INDEX source_site ON source (site);
UPDATE source SET declaration = declaration || ' ' WHERE declared = 1;
