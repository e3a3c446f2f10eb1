-- Each claim looks at every source: at what it asks of them, in the order that it needs, and not at their declarations and states.
DROP INDEX source_due;
DROP INDEX source_host;
DROP INDEX source_site;
CREATE INDEX source_ready ON source (site, next_poll, id, host, claimed_until, last_attempt, polled) WHERE polled = 1;
