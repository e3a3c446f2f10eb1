-- Posts elsewhere that briefs were made of: what they said last, and what was decided about it.
CREATE TABLE followed_post (
  series          TEXT NOT NULL,
  key             TEXT NOT NULL,
  slug            TEXT NOT NULL,
  url             TEXT,
  modified        TEXT,
  digest          TEXT NOT NULL,
  text            TEXT NOT NULL,
  decided         TEXT NOT NULL,
  absent          INTEGER NOT NULL,
  absent_since    INTEGER,
  checked         INTEGER,
  absence_decided INTEGER NOT NULL,
  PRIMARY KEY (series, key)
);
