-- Under the names of which gazetteer stories are indexed; below this place, still under those of another.
CREATE TABLE index_names (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  gazetteer INTEGER NOT NULL,
  below INTEGER NOT NULL
);
