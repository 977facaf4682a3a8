-- 0002: whose rows a transaction may touch, for the policies of the service's own tables.
-- A transaction says on whose behalf it runs (ActingAs.cs): the service itself, or one municipality. One that says
-- nothing sees no row and can write none.
CREATE FUNCTION may_touch(municipality_code text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT current_setting('monitor.acting_as', true) IN ('service', 'municipality:' || municipality_code)
$$;
