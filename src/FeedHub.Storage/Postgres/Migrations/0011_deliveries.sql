-- What FeedHub sends to others, until it is sent or given up, and 30 days longer.
CREATE TABLE delivery (
  id text COLLATE "C" PRIMARY KEY,
  queue text COLLATE "C" NOT NULL, -- for whom
  channel text COLLATE "C" NOT NULL,
  lane text COLLATE "C" NOT NULL, -- what may hang together
  payload text COLLATE "C" NOT NULL, -- empty when done
  created bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  attempts bigint NOT NULL,
  attempted bigint, -- when last
  note text COLLATE "C", -- what that came to
  due bigint, -- when it is sent next, or when the lease of its worker ends; null when done
  worker text COLLATE "C",
  done bigint
);
CREATE INDEX delivery_due ON delivery (due) WHERE due IS NOT NULL;
CREATE INDEX delivery_lane ON delivery (lane, due, id) WHERE due IS NOT NULL;
CREATE INDEX delivery_leased ON delivery (lane) WHERE worker IS NOT NULL;
CREATE INDEX delivery_queue ON delivery (queue, created, id);
CREATE INDEX delivery_done ON delivery (done) WHERE done IS NOT NULL;
-- By what webhooks are signed, if no environment variable has it.
CREATE TABLE webhook_secret (
  name text COLLATE "C" NOT NULL,
  secret text COLLATE "C" NOT NULL,
  created bigint NOT NULL,
  PRIMARY KEY (name, secret)
);
