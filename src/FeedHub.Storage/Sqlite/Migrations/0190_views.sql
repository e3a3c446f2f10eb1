-- Views that somebody saved; those of files are not in the store.
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL, -- the name of a key, or its ID if it has none
  declaration TEXT NOT NULL -- JSON
);
CREATE INDEX saved_view_owner ON saved_view (owner);
