-- Entries of one instant are grouped by source, which gives the same order on every node, and then as they arrived.
DROP INDEX entry_waiting;
CREATE INDEX entry_waiting
  ON entry ((CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END), source_id, seq)
  WHERE story_id IS NULL;
