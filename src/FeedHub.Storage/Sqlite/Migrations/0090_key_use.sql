-- The day (its beginning, UTC) on which a key was last used; NULL when it never was.
ALTER TABLE access_key ADD COLUMN last_used INTEGER;
-- Each request with a key looks it up by its ID.
CREATE INDEX access_key_id ON access_key (substr(hash, 1, 12));
