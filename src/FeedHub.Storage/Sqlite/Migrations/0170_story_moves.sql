-- Where stories stood before they moved, so that a walk through the timeline that began before meets each of them once.
CREATE TABLE story_move (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  story   INTEGER NOT NULL,
  arrived INTEGER NOT NULL, -- before the move
  at      INTEGER NOT NULL
);
