-- Keys that were given out; the key itself is nowhere.
CREATE TABLE access_key (
  hash    TEXT PRIMARY KEY,
  role    TEXT NOT NULL,
  created INTEGER NOT NULL
);
