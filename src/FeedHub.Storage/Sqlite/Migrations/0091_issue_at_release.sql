-- A brief has its ID from the first sight of its file on, and its number only once it is out.
ALTER TABLE brief RENAME TO brief_before;

CREATE TABLE brief (
  series TEXT NOT NULL,
  slug   TEXT NOT NULL,
  id     TEXT NOT NULL,
  issue  INTEGER,
  PRIMARY KEY (series, slug)
);

INSERT INTO brief (series, slug, id, issue) SELECT series, slug, id, issue FROM brief_before;

DROP TABLE brief_before;
