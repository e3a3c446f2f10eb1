-- What FeedHub itself writes below its data folder: one truth for all nodes, of which each node's folder is a mirror.
CREATE TABLE shared_file (
  path    text COLLATE "C" PRIMARY KEY, -- relative to the data folder, with forward slashes
  number  bigint NOT NULL UNIQUE,       -- of the last change; a change has a higher number than every change before it
  changed bigint NOT NULL,
  hash    text COLLATE "C",             -- SHA-256 of the bytes, in hexadecimal; NULL for a file that was deleted
  bytes   bytea CHECK (octet_length(bytes) <= 16777216),
  CHECK ((hash IS NULL) = (bytes IS NULL))
);
-- Most bytes are pictures, which do not get smaller.
ALTER TABLE shared_file ALTER COLUMN bytes SET STORAGE EXTERNAL;
