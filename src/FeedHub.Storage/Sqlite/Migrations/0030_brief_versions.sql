-- Every text that a brief's file has had, whether it was public or not.
CREATE TABLE brief_version (
  series TEXT NOT NULL,
  slug   TEXT NOT NULL,
  number INTEGER NOT NULL,
  seen   INTEGER NOT NULL,
  text   TEXT NOT NULL,
  PRIMARY KEY (series, slug, number)
);
