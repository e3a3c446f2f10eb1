-- What the alerts of views have told, and to whom they may go. What they say is in the views.
CREATE TABLE alert (
  id       text PRIMARY KEY,
  view_id  text NOT NULL,
  saved    bigint NOT NULL, -- 1 if its view was saved, 0 if a file declares it
  standing text NOT NULL,
  number   bigint NOT NULL, -- of the last change of stories that it knows of
  due      bigint NOT NULL, -- when to tell next
  receiver text NOT NULL, -- hash of where it goes
  token    text NOT NULL UNIQUE -- in the address at which its reader unsubscribes
);
CREATE TABLE alert_told (
  alert text NOT NULL,
  story bigint NOT NULL,
  at    bigint NOT NULL,
  PRIMARY KEY (alert, story)
);
CREATE INDEX alert_told_at ON alert_told (alert, at);
CREATE INDEX alert_receiver ON alert (receiver);
