-- The keys of entries that retention purged, in the word that the code has for it.
ALTER TABLE forgotten RENAME TO purged;
