-- Full-text search over titles and texts; the words live here, the texts only in entry_text. Not filled by triggers: a statement that has
-- any makes FTS5 write what it holds to the file each time, a segment for each entry, which costs three times as much.
CREATE VIRTUAL TABLE entry_search USING fts5 (
  title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO entry_search (rowid, title, text) SELECT seq, title, text FROM entry JOIN entry_text USING (seq);

CREATE TRIGGER entry_search_delete AFTER DELETE ON entry BEGIN
  DELETE FROM entry_search WHERE rowid = old.seq;
END;
