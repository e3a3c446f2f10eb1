-- The place of a story in the order of the timeline, with room between two stories for those that are split off. The index of stories is
-- walked in this order; its own tables, one for every million places, are filled by code, since SQL cannot fold words.
ALTER TABLE story ADD COLUMN place INTEGER;
ALTER TABLE story ADD COLUMN stale INTEGER NOT NULL DEFAULT 1; -- 1: the index does not have what its reports say now
UPDATE story SET place = ordered.place
  FROM (SELECT id, 8 * row_number() OVER (ORDER BY arrived, id) AS place FROM story) AS ordered WHERE ordered.id = story.id;
CREATE UNIQUE INDEX story_place ON story (place);
CREATE INDEX story_stale ON story (place) WHERE stale = 1;

CREATE TABLE story_index (
  generation INTEGER PRIMARY KEY -- the number of a table of the index
);

-- What the index of stories now does.
DROP TRIGGER entry_search_delete;
DROP TABLE entry_search;
DROP TABLE entry_subject;
DROP TABLE source_country;
