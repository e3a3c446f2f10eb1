-- What was written into other columns has columns of its own: that something of a post is still to be had (it was a '+' behind the digest),
-- and that a key is made of the title, since the post has neither guid nor address (it was a 'text:' before the slug).
ALTER TABLE followed_post RENAME TO followed_post_before;

CREATE TABLE followed_post (
  series             TEXT NOT NULL,
  key_kind           TEXT NOT NULL, -- 'identifier' or 'slug'
  key                TEXT NOT NULL,
  slug               TEXT NOT NULL,
  url                TEXT,
  modified           TEXT,
  digest             TEXT NOT NULL,
  incomplete         INTEGER NOT NULL,
  text               TEXT NOT NULL,
  decided            TEXT NOT NULL,
  decided_incomplete INTEGER NOT NULL,
  absent             INTEGER NOT NULL,
  absent_since       INTEGER,
  checked            INTEGER,
  absence_decided    INTEGER NOT NULL,
  PRIMARY KEY (series, key_kind, key)
);

-- A guid may begin with 'text:' too, but a post that has a guid has an address in all but the oddest feeds.
INSERT INTO followed_post (
  series, key_kind, key, slug, url, modified, digest, incomplete, text, decided, decided_incomplete, absent, absent_since, checked, absence_decided)
SELECT
  series,
  CASE WHEN substr(key, 1, 5) = 'text:' AND url IS NULL THEN 'slug' ELSE 'identifier' END,
  CASE WHEN substr(key, 1, 5) = 'text:' AND url IS NULL THEN substr(key, 6) ELSE key END,
  slug, url, modified,
  rtrim(digest, '+'), CASE WHEN digest LIKE '%+' THEN 1 ELSE 0 END,
  text,
  rtrim(decided, '+'), CASE WHEN decided LIKE '%+' THEN 1 ELSE 0 END,
  absent, absent_since, checked, absence_decided
FROM followed_post_before;

DROP TABLE followed_post_before;
