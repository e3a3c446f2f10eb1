-- What the alerts of views have told, and to whom they may go. What they say is in the views.
CREATE TABLE alert (
  id TEXT PRIMARY KEY,
  view_id TEXT NOT NULL,
  saved INTEGER NOT NULL, -- 1 if its view was saved, 0 if a file declares it
  standing TEXT NOT NULL,
  number INTEGER NOT NULL, -- of the last change of stories that it knows of
  due INTEGER NOT NULL, -- when to tell next
  receiver TEXT NOT NULL, -- hash of where it goes
  token TEXT NOT NULL UNIQUE -- in the address at which its reader unsubscribes
);
CREATE TABLE alert_told (
  alert TEXT NOT NULL,
  story INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (alert, story)
) WITHOUT ROWID;
CREATE INDEX alert_told_at ON alert_told (alert, at);
CREATE INDEX alert_receiver ON alert (receiver);
