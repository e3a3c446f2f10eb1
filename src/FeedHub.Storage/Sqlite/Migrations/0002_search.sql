-- Full-text search over titles and texts; the words live here, the texts only in entry.
CREATE VIRTUAL TABLE entry_search USING fts5 (
  title, text, content = 'entry', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER entry_search_insert AFTER INSERT ON entry BEGIN
  INSERT INTO entry_search (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;

CREATE TRIGGER entry_search_delete AFTER DELETE ON entry BEGIN
  INSERT INTO entry_search (entry_search, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
END;

CREATE TRIGGER entry_search_update AFTER UPDATE OF title, text ON entry BEGIN
  INSERT INTO entry_search (entry_search, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
  INSERT INTO entry_search (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
