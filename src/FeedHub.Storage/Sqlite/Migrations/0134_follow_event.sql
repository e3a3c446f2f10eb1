-- What a series follows could not be read any more, or again.
CREATE TABLE follow_event (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  series TEXT NOT NULL,
  at     INTEGER NOT NULL,
  broke  INTEGER NOT NULL,
  detail TEXT NOT NULL
);

CREATE INDEX follow_event_series ON follow_event (series, id);
