-- Whatever reads or writes the columns that go in 0081; search comes back in 0082. What entries are about is written with their stories.
DROP TRIGGER entry_search_insert;
DROP TRIGGER entry_search_update;
DROP TRIGGER entry_search_delete;
DROP TABLE entry_search;
DROP TRIGGER entry_subject_update;
DROP TRIGGER entry_subject_delete;
DROP INDEX entry_subject_seq;
