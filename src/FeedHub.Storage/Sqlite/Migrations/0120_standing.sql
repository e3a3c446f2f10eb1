-- Numbers of the passages of a text that grouping leaves out, because its outlet or several stories repeat them (a JSON array).
ALTER TABLE entry ADD COLUMN standing TEXT;
