-- What FeedHub sends to others, until it is sent or given up, and 30 days longer.
CREATE TABLE delivery (
  id TEXT NOT NULL PRIMARY KEY,
  queue TEXT NOT NULL, -- for whom
  channel TEXT NOT NULL,
  lane TEXT NOT NULL, -- what may hang together
  payload TEXT NOT NULL, -- empty when done
  created INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  attempted INTEGER, -- when last
  note TEXT, -- what that came to
  due INTEGER, -- when it is sent next, or when the lease of its worker ends; null when done
  worker TEXT,
  done INTEGER
);
CREATE INDEX delivery_due ON delivery (due) WHERE due IS NOT NULL;
CREATE INDEX delivery_lane ON delivery (lane, due, id) WHERE due IS NOT NULL;
CREATE INDEX delivery_leased ON delivery (lane) WHERE worker IS NOT NULL;
CREATE INDEX delivery_queue ON delivery (queue, created, id);
CREATE INDEX delivery_done ON delivery (done) WHERE done IS NOT NULL;
-- By what webhooks are signed, if no environment variable has it.
CREATE TABLE webhook_secret (
  name TEXT NOT NULL,
  secret TEXT NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (name, secret)
);
