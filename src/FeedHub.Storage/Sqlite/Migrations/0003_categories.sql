-- The outlet's own categories of an entry, a JSON list of terms.
ALTER TABLE entry ADD COLUMN categories TEXT NOT NULL DEFAULT '[]';
