-- The texts of an entry as one compressed column. SqliteMigrations fills it from the old table, and drops that.
ALTER TABLE entry_text RENAME TO entry_text_before;

CREATE TABLE entry_text (
  seq   INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE CASCADE,
  texts BLOB NOT NULL -- as EntryTexts writes them
);
