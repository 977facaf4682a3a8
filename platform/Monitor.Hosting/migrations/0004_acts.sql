-- 0004: who did what with whose data. See Audit/AuditLog.cs. Written in the transaction of the act itself.
-- Append-only: the application role adds and reads. Old rows go through forget_acts, which keeps a year at the least.
-- Forward only: to undo, write the next number.
CREATE TABLE acts (
    id                 uuid        PRIMARY KEY,
    at                 timestamptz NOT NULL,
    actor              text        CHECK (length(actor) <= 200),   -- pseudonym; null: the service by itself
    actor_municipality text,
    actor_roles        text[]      NOT NULL,
    is_machine         boolean     NOT NULL,
    kind               text        NOT NULL CHECK (kind ~ '^[A-Z_]{1,60}$'),
    municipalities     text[]      NOT NULL,                       -- whose data; empty: no municipality's
    of                 text        CHECK (of ~ '^[A-Za-z0-9_:./+-]{1,200}$'),
    trace              text        CHECK (trace ~ '^[0-9a-f]{32}$')
);
CREATE INDEX acts_by_time ON acts (at, id);

-- A municipality sees what was done with its own data; anyone may add, as one looks at another's data too.
ALTER TABLE acts ENABLE ROW LEVEL SECURITY;
ALTER TABLE acts FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_service ON acts FOR SELECT USING (
    current_setting('monitor.acting_as', true) = 'service'
    OR EXISTS (SELECT FROM unnest(municipalities) AS each (code) WHERE may_touch(each.code)));
CREATE POLICY anyone_adds ON acts FOR INSERT WITH CHECK (true);
CREATE POLICY owner_forgets ON acts FOR DELETE USING (true);   -- only the owner has the privilege

CREATE FUNCTION forget_acts(keep interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    asked_for text := coalesce(current_setting('monitor.acting_as', true), '');
    gone      bigint;
BEGIN
    IF keep < interval '1 year' THEN
        RAISE EXCEPTION 'Acts are kept for a year at the least, not %.', keep;
    END IF;
    PERFORM set_config('monitor.acting_as', 'service', true);   -- the owner is held to the policies too
    DELETE FROM acts WHERE at < now() - keep;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('monitor.acting_as', asked_for, true);
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_acts(interval) FROM PUBLIC;

GRANT SELECT, INSERT ON acts TO :app_role;
GRANT EXECUTE ON FUNCTION forget_acts(interval) TO :app_role;
