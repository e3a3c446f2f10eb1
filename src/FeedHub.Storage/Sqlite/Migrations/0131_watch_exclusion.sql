-- Stories that editors keep out of what an item of a brief is watching, each by one of its reports.
CREATE TABLE watch_exclusion (
  series   TEXT NOT NULL,
  slug     TEXT NOT NULL,
  item     TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  title    TEXT NOT NULL,
  key_id   TEXT NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (series, slug, item, entry_id)
) WITHOUT ROWID;
