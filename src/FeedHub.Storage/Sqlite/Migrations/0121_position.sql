-- The order of the timeline: a story that is split off has a new number, but the place of its first report.
CREATE INDEX story_arrived ON story (arrived, id);
