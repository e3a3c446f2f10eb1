-- The nodes that share this database and say that they are alive.
CREATE TABLE node (
  name    text COLLATE "C" PRIMARY KEY,
  started bigint NOT NULL,
  seen    bigint NOT NULL,
  catalog text COLLATE "C" NOT NULL,  -- the hash of the catalog in force there
  leads   bigint NOT NULL
);

-- The requests of all nodes to a host or registrable domain.
CREATE TABLE site_turn (
  site     text COLLATE "C" PRIMARY KEY,
  started  bigint NOT NULL DEFAULT 0,     -- when the last request began
  requests jsonb NOT NULL DEFAULT '{}'    -- those that have not ended, each with the time at which it surely has
);

CREATE FUNCTION feedhub_now() RETURNS bigint LANGUAGE sql AS $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

-- Begins a request to all of the sites, or returns the milliseconds after which to ask again.
CREATE FUNCTION begin_request(request text, asked text[], spacing bigint, connections bigint, longest bigint, busy bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  moment bigint;
  wait bigint;
BEGIN
  -- A request should not wait for the disk, and what a crash of this server loses is a second's spacing.
  PERFORM set_config('synchronous_commit', 'off', true);
  INSERT INTO site_turn (site) SELECT s FROM unnest(asked) AS s ORDER BY s ON CONFLICT DO NOTHING;
  -- All in one order, so that two requests never wait for each other.
  PERFORM 1 FROM site_turn WHERE site = ANY (asked) ORDER BY site FOR UPDATE;
  moment := feedhub_now();
  -- A start in the future was written before the clock was set back.
  SELECT max(greatest(
      CASE WHEN t.started <= moment THEN t.started + spacing - moment ELSE 0 END,
      CASE WHEN (SELECT count(*) FROM jsonb_each_text(t.requests) r WHERE r.value::bigint > moment) >= connections THEN busy ELSE 0 END))
    INTO wait FROM site_turn t WHERE t.site = ANY (asked);
  IF wait > 0 THEN
    RETURN wait;
  END IF;
  UPDATE site_turn SET started = moment, requests = jsonb_build_object(request, moment + longest) || coalesce(
      (SELECT jsonb_object_agg(r.key, r.value) FROM jsonb_each(requests) r WHERE r.value::bigint > moment), '{}')
    WHERE site = ANY (asked);
  RETURN 0;
END $$;

CREATE FUNCTION end_request(request text, asked text[]) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  PERFORM 1 FROM site_turn WHERE site = ANY (asked) ORDER BY site FOR UPDATE;
  UPDATE site_turn SET requests = requests - request WHERE site = ANY (asked);
  RETURN 0;
END $$;
