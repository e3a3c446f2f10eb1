-- What PostgreSQL keeps apart because it divides entries by month.
CREATE VIEW entry_key AS SELECT source_id, key, id, seq FROM entry;
