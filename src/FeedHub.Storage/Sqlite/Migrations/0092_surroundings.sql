-- The catalog whose store this is, known by its tag authority; no row until a catalog has taken the store.
CREATE TABLE catalog_owner (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  tag_authority TEXT NOT NULL
);

-- What is written to see whether anything can be written.
CREATE TABLE write_probe (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  value INTEGER NOT NULL
);
INSERT INTO write_probe (id, value) VALUES (1, 0);
