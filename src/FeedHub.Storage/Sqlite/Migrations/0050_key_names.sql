-- What a key is for, in its giver's words; it is told from others by the beginning of its hash.
ALTER TABLE access_key ADD COLUMN name TEXT NOT NULL DEFAULT '';
