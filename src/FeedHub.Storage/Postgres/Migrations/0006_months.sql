-- Entries are partitioned by month of arrival: retention drops a table instead of rows. Numbers of entries grow with arrival, and their
-- upper bits are the month (12 × year + month − 1), so a number says in which partition its entry is. Entries from before this migration,
-- or copied from SQLite, have small numbers and a partition of their own.

ALTER TABLE entry_text DROP CONSTRAINT entry_text_seq_fkey;
ALTER TABLE entry_alias DROP CONSTRAINT entry_alias_seq_fkey;
ALTER TABLE revision DROP CONSTRAINT revision_entry_id_fkey;

-- What is unique over all months.
CREATE TABLE entry_key (
  source_id text COLLATE "C" NOT NULL,
  key       text COLLATE "C" NOT NULL,
  id        text COLLATE "C" NOT NULL UNIQUE,
  seq       bigint NOT NULL,
  PRIMARY KEY (source_id, key)
);
INSERT INTO entry_key SELECT source_id, key, id, seq FROM entry;
ALTER TABLE revision ADD FOREIGN KEY (entry_id) REFERENCES entry_key (id) ON DELETE CASCADE;

ALTER TABLE entry RENAME TO entry_before;
ALTER TABLE entry_before DROP CONSTRAINT entry_id_key;
ALTER TABLE entry_before DROP CONSTRAINT entry_source_id_key_key;
ALTER TABLE entry_before RENAME CONSTRAINT entry_pkey TO entry_before_pkey;
ALTER INDEX entry_story RENAME TO entry_before_story;
ALTER INDEX entry_canonical_url RENAME TO entry_before_canonical_url;
ALTER INDEX entry_source RENAME TO entry_before_source;
ALTER INDEX entry_waiting RENAME TO entry_before_waiting;
ALTER INDEX entry_at RENAME TO entry_before_at;
DROP INDEX entry_arrived;
ALTER TABLE entry_text RENAME TO entry_text_before;
ALTER TABLE entry_text_before RENAME CONSTRAINT entry_text_pkey TO entry_text_before_pkey;

CREATE SEQUENCE entry_seq;
SELECT setval('entry_seq', last) FROM (SELECT max(seq) AS last FROM entry_before) AS given WHERE last > 0;
ALTER TABLE entry_before ALTER COLUMN seq DROP IDENTITY;

CREATE TABLE entry (LIKE entry_before INCLUDING DEFAULTS, PRIMARY KEY (seq)) PARTITION BY RANGE (seq);
ALTER SEQUENCE entry_seq OWNED BY entry.seq;
ALTER TABLE entry ADD CONSTRAINT entry_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id);
ALTER TABLE entry ADD CONSTRAINT entry_story_id_fkey FOREIGN KEY (story_id) REFERENCES story (id);
CREATE INDEX entry_story ON entry (story_id) WHERE story_id IS NOT NULL;
-- By hash: an address may be longer than a key of a B-tree.
CREATE INDEX entry_canonical_url ON entry USING hash (canonical_url) WHERE canonical_url IS NOT NULL;
-- The latest entries of a source, with which its new items are compared.
CREATE INDEX entry_source ON entry (source_id, seq);
-- The expression is that of GroupingReading.
CREATE INDEX entry_waiting
  ON entry ((CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END), source_id, seq)
  WHERE story_id IS NULL;
CREATE INDEX entry_at ON entry ((CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END))
  WHERE story_id IS NOT NULL;
-- Which pages have entries that are old enough to be purged.
CREATE INDEX entry_arrived ON entry USING brin (arrived);
ALTER TABLE entry ATTACH PARTITION entry_before FOR VALUES FROM (MINVALUE) TO (1099511627776);

CREATE TABLE entry_text (LIKE entry_text_before INCLUDING STORAGE, PRIMARY KEY (seq)) PARTITION BY RANGE (seq);
ALTER TABLE entry_text ATTACH PARTITION entry_text_before FOR VALUES FROM (MINVALUE) TO (1099511627776);

CREATE FUNCTION entry_month_name(month bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT (month / 12) || '_' || lpad((month % 12 + 1)::text, 2, '0') $$;

CREATE FUNCTION has_entry_month(name text) RETURNS boolean LANGUAGE sql AS $$
  SELECT EXISTS (SELECT FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'entry_text'::regclass AND relname = 'entry_text_' || name)
$$;

-- Makes the partitions of a month, without locking out those who read and write others.
CREATE FUNCTION make_entry_month(month bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text := entry_month_name(month);
  part text;
BEGIN
  IF month = 0 OR has_entry_month(name) THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('months of entries', 0));
  IF has_entry_month(name) THEN
    RETURN;
  END IF;
  FOREACH part IN ARRAY ARRAY['entry', 'entry_text'] LOOP
    -- Grouping writes each row of an entry once more: what that leaves behind is to be used again soon.
    EXECUTE format('CREATE TABLE %1$s_%2$s (LIKE %1$s INCLUDING ALL) WITH (autovacuum_vacuum_scale_factor = 0.02)', part, name);
    EXECUTE format('ALTER TABLE %1$s ATTACH PARTITION %1$s_%2$s FOR VALUES FROM (%3$s) TO (%4$s)',
      part, name, month << 40, (month + 1) << 40);
  END LOOP;
END $$;

-- Numbers for entries that arrive together. They never go back, so after a clock was ahead its month goes on.
CREATE FUNCTION entry_numbers(arrived bigint, many bigint) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
DECLARE
  moment timestamp := to_timestamp(arrived / 1000.0) AT TIME ZONE 'UTC';
  least_number bigint := (12 * extract(year FROM moment)::bigint + extract(month FROM moment)::bigint - 1) << 40;
  numbers bigint[];
BEGIN
  IF (SELECT last_value FROM entry_seq) < least_number THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('numbers of entries', 0));
    IF (SELECT last_value FROM entry_seq) < least_number THEN
      PERFORM setval('entry_seq', least_number);
    END IF;
  END IF;
  numbers := ARRAY(SELECT nextval('entry_seq') FROM generate_series(1, many));
  PERFORM make_entry_month(month) FROM (SELECT DISTINCT number >> 40 AS month FROM unnest(numbers) AS number) AS months;
  RETURN QUERY SELECT unnest(numbers);
END $$;

-- In which numbers all reports of a story are, or more: so only those partitions are searched for them.
ALTER TABLE story ADD COLUMN first_entry bigint;
ALTER TABLE story ADD COLUMN last_entry bigint;
UPDATE story SET first_entry = lowest, last_entry = highest
FROM (SELECT story_id, min(seq) AS lowest, max(seq) AS highest FROM entry GROUP BY story_id) AS reports WHERE story_id = story.id;

CREATE FUNCTION widen_stories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE story SET first_entry = least(first_entry, lowest), last_entry = greatest(last_entry, highest)
  FROM (SELECT story_id, min(seq) AS lowest, max(seq) AS highest FROM written WHERE story_id IS NOT NULL GROUP BY story_id) AS reports
  WHERE story_id = story.id AND (first_entry IS NULL OR lowest < first_entry OR highest > last_entry);
  RETURN NULL;
END $$;
CREATE FUNCTION keep_entry_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_key SELECT source_id, key, id, seq FROM written;
  RETURN NULL;
END $$;
CREATE FUNCTION drop_entry_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM entry_text t USING gone WHERE t.seq = gone.seq;
  DELETE FROM entry_alias a USING gone WHERE a.seq = gone.seq;
  DELETE FROM entry_key k USING gone WHERE k.id = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_inserted AFTER INSERT ON entry REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION keep_entry_keys();
CREATE TRIGGER entry_inserted_with_story AFTER INSERT ON entry REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION widen_stories();
CREATE TRIGGER entry_updated AFTER UPDATE ON entry REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION widen_stories();
CREATE TRIGGER entry_deleted AFTER DELETE ON entry REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION drop_entry_keys();

ALTER TABLE story SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE story_index SET (autovacuum_vacuum_scale_factor = 0.02);
