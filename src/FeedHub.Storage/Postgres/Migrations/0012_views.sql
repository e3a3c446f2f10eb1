-- Views that somebody saved; those of files are not in the store.
CREATE TABLE saved_view (
  id          text PRIMARY KEY,
  owner       text NOT NULL, -- the name of a key, or its ID if it has none
  declaration text NOT NULL -- JSON
);
CREATE INDEX saved_view_owner ON saved_view (owner);
