-- The standing of a source, kept, so that a page of sources reads those that it shows and no more.
ALTER TABLE source ADD COLUMN standing TEXT NOT NULL DEFAULT 'waiting';
ALTER TABLE source ADD COLUMN missed INTEGER;
UPDATE source SET
  standing = CASE
    WHEN json_extract(state, '$.trouble.broken_since') IS NOT NULL THEN 'broken'
    WHEN json_extract(state, '$.trouble.failures') > 0 THEN 'failing'
    WHEN json_extract(state, '$.times.last_attempt') IS NULL AND json_extract(state, '$.times.last_success') IS NULL THEN 'waiting'
    ELSE 'working' END,
  missed = CAST(round((julianday(json_extract(state, '$.habits.arrivals.last_missed')) - 2440587.5) * 86400000) AS INTEGER);
CREATE INDEX source_standing ON source (polled, standing, missed, title, id);
