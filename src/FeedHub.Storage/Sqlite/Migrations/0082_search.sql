-- Full-text search over titles and texts; the words live here, the texts only in entry_text. Filled by SqliteSearch, which folds them, and not
-- by triggers: a statement that has any makes FTS5 write what it holds to the file each time, a segment for each entry, at three times the cost.
CREATE VIRTUAL TABLE entry_search USING fts5 (title, text, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TRIGGER entry_search_delete AFTER DELETE ON entry BEGIN
  DELETE FROM entry_search WHERE rowid = old.seq;
END;
