-- 0015: the acts of all services in one place: who did what with whose data, by pseudonym. Each service has its own
-- in `acts` too. Written by ActStore: for this service's own acts in their transaction, for others' by act.recorded.
-- Read by a municipality's coordinator (own), by the institute and the administrator (all), and by a person (their own).
-- Forward only: to undo, write the next number.
CREATE TABLE recorded_acts (
    id                 uuid        PRIMARY KEY,
    service            text        NOT NULL,
    at                 timestamptz NOT NULL,
    actor              text,                            -- pseudonym; null: the service by itself
    actor_municipality text,
    actor_roles        text[]      NOT NULL,
    is_machine         boolean     NOT NULL,
    kind               text        NOT NULL,
    municipalities     text[]      NOT NULL,
    of                 text,
    trace              text
);
CREATE INDEX recorded_acts_by_time ON recorded_acts (at DESC, id DESC);
CREATE INDEX recorded_acts_by_actor ON recorded_acts (actor, at DESC) WHERE actor IS NOT NULL;

-- One row per act and municipality, so that a municipality's page is read from an index.
CREATE TABLE acts_of_municipalities (
    municipality_code text        NOT NULL,
    at                timestamptz NOT NULL,
    act               uuid        NOT NULL,
    PRIMARY KEY (municipality_code, at, act)
);

-- The second wall: a municipality sees what was done with its own data. Anyone's act may be added.
ALTER TABLE recorded_acts ENABLE ROW LEVEL SECURITY;
ALTER TABLE recorded_acts FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_service ON recorded_acts FOR SELECT USING (
    current_setting('monitor.acting_as', true) = 'service'
    OR EXISTS (SELECT FROM unnest(municipalities) AS each (code) WHERE may_touch(each.code)));
CREATE POLICY anyone_adds ON recorded_acts FOR INSERT WITH CHECK (true);
CREATE POLICY owner_forgets ON recorded_acts FOR DELETE USING (true);   -- only the owner has the privilege
ALTER TABLE acts_of_municipalities ENABLE ROW LEVEL SECURITY;
ALTER TABLE acts_of_municipalities FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_service ON acts_of_municipalities FOR SELECT USING (may_touch(municipality_code));
CREATE POLICY anyone_adds ON acts_of_municipalities FOR INSERT WITH CHECK (true);
CREATE POLICY owner_forgets ON acts_of_municipalities FOR DELETE USING (true);

-- As forget_acts of the platform: the application role can delete nothing, and less than a year is refused.
CREATE FUNCTION forget_recorded_acts(keep interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    asked_for text := coalesce(current_setting('monitor.acting_as', true), '');
    gone      bigint;
BEGIN
    IF keep < interval '1 year' THEN
        RAISE EXCEPTION 'Acts are kept for a year at the least, not %.', keep;
    END IF;
    PERFORM set_config('monitor.acting_as', 'service', true);
    DELETE FROM acts_of_municipalities WHERE at < now() - keep;
    DELETE FROM recorded_acts WHERE at < now() - keep;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('monitor.acting_as', asked_for, true);
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_recorded_acts(interval) FROM PUBLIC;

GRANT SELECT, INSERT ON recorded_acts, acts_of_municipalities TO community_app;
GRANT EXECUTE ON FUNCTION forget_recorded_acts(interval) TO community_app;
