-- What entries are about, so that a timeline can be asked for by it: what weighs enough in entry.subjects, as StorySubjects has it.
CREATE TABLE entry_subject (
  kind  TEXT NOT NULL,
  value TEXT NOT NULL,
  seq   INTEGER NOT NULL,
  PRIMARY KEY (kind, value, seq)
) WITHOUT ROWID;

CREATE INDEX entry_subject_seq ON entry_subject (seq);

INSERT INTO entry_subject (kind, value, seq)
  SELECT 'region', r.key, e.seq FROM entry e, json_each(e.subjects, '$.regions') r WHERE e.subjects IS NOT NULL AND r.value >= 0.3
  UNION SELECT 'topic', t.key, e.seq FROM entry e, json_each(e.subjects, '$.topics') t WHERE e.subjects IS NOT NULL AND t.value >= 1;

CREATE TRIGGER entry_subject_update AFTER UPDATE OF subjects ON entry BEGIN
  DELETE FROM entry_subject WHERE seq = old.seq;
  INSERT INTO entry_subject (kind, value, seq)
    SELECT 'region', r.key, new.seq FROM json_each(new.subjects, '$.regions') r WHERE new.subjects IS NOT NULL AND r.value >= 0.3
    UNION SELECT 'topic', t.key, new.seq FROM json_each(new.subjects, '$.topics') t WHERE new.subjects IS NOT NULL AND t.value >= 1;
END;

CREATE TRIGGER entry_subject_delete AFTER DELETE ON entry BEGIN
  DELETE FROM entry_subject WHERE seq = old.seq;
END;
