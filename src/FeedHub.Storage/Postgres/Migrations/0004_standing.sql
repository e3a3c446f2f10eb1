-- The standing of a source, kept, so that a page of sources reads those that it shows and no more.
ALTER TABLE source ADD COLUMN standing text COLLATE "C" NOT NULL DEFAULT 'waiting';
ALTER TABLE source ADD COLUMN missed bigint;
UPDATE source SET
  standing = CASE
    WHEN state::jsonb #>> '{trouble,broken_since}' IS NOT NULL THEN 'broken'
    WHEN (state::jsonb #>> '{trouble,failures}')::bigint > 0 THEN 'failing'
    WHEN state::jsonb #>> '{times,last_attempt}' IS NULL AND state::jsonb #>> '{times,last_success}' IS NULL THEN 'waiting'
    ELSE 'working' END,
  missed = (extract(epoch FROM (state::jsonb #>> '{habits,arrivals,last_missed}')::timestamptz) * 1000)::bigint;
CREATE INDEX source_standing ON source (polled, standing, missed, title, id);
