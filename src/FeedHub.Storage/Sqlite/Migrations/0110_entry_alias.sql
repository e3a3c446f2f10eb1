-- Keys under which items came that were recognised as an entry stored under another key: the next time they are found at once.
CREATE TABLE entry_alias (
  source_id TEXT NOT NULL,
  key       TEXT NOT NULL,
  seq       INTEGER NOT NULL REFERENCES entry (seq) ON DELETE CASCADE,
  at        INTEGER NOT NULL,
  PRIMARY KEY (source_id, key)
) WITHOUT ROWID;
CREATE INDEX entry_alias_seq ON entry_alias (seq, at);

-- The latest entries of a source, with which its new items are compared.
CREATE INDEX entry_source ON entry (source_id, seq);
