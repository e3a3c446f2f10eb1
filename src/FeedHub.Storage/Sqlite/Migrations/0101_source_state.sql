-- The state of a source is told by what it is about. A patch of nothing leaves out what is null.
UPDATE source SET state = json_patch('{}', json_object(
  'id', state ->> 'id',
  'answer', json_object(
    'url', state ->> 'url',
    'validators', json(coalesce(state -> 'validators', '{}')),
    'body_hash', state ->> 'body_hash',
    'reader_revision', json(state -> 'reader_revision'),
    'unreadable', json(CASE WHEN state ->> 'unreadable' IS NOT NULL THEN
      json_object('failure', coalesce(state ->> 'unreadable_as', 'NotAFeed'), 'reason', state ->> 'unreadable') END),
    'not_modified_in_row', json(state -> 'not_modified_in_row'),
    'validators_lie', json(state -> 'validators_lie'),
    'notes', json(coalesce(state -> 'notes', '[]'))),
  'times', json_object(
    'next', state ->> 'next_poll',
    'next_reason', state ->> 'next_poll_reason',
    'last_attempt', state ->> 'last_attempt',
    'last_success', state ->> 'last_success',
    'last_change', state ->> 'last_change'),
  'trouble', json_object(
    'failures', json(state -> 'failures'),
    'last_failure', state ->> 'last_failure',
    'last_error', state ->> 'last_error',
    'broken_since', state ->> 'broken_since',
    'proposal', state ->> 'proposal'),
  'addresses', json_object(
    'fallback', state ->> 'fallback',
    'main_asked', state ->> 'main_asked',
    'pending_move', json(state -> 'pending_move'),
    'moves', json(coalesce(state -> 'moves', '[]'))),
  'habits', json_object(
    'arrivals', json(state -> 'arrivals'),
    'hints', json(state -> 'hints'),
    'repeated_identifiers', json(coalesce(state -> 'repeated_marks', '[]')))))
WHERE json_type(state, '$.answer') IS NULL;
