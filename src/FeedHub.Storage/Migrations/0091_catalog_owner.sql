-- The catalog whose store this is, known by its tag authority; no row until a catalog has taken the store.
CREATE TABLE catalog_owner (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  tag_authority TEXT NOT NULL
);
