-- Under the names of which gazetteer stories are indexed; below this place, still under those of another.
CREATE TABLE index_names (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  gazetteer BIGINT NOT NULL,
  below BIGINT NOT NULL
);
