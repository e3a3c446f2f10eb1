-- What editors did, kept for good. The slug is empty for what concerns a series as a whole.
CREATE TABLE editor_log (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  at       INTEGER NOT NULL,
  key_id   TEXT NOT NULL,
  key_name TEXT NOT NULL,
  series   TEXT NOT NULL,
  slug     TEXT NOT NULL,
  action   TEXT NOT NULL,
  before   TEXT,
  after    TEXT,
  note     TEXT NOT NULL
);

CREATE INDEX editor_log_series ON editor_log (series, slug, number);
