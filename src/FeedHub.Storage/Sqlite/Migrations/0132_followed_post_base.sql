-- The file made from the version that is in force or was rejected: what an editor changed is told from what the post changed by it.
ALTER TABLE followed_post ADD COLUMN base TEXT;

UPDATE followed_post SET base = text WHERE decided = digest AND decided_incomplete = incomplete;
