-- 0023: takes a person's name out of goals, whose owner is free text, and out of their history, which nobody else may
-- change: owners that are this name as a whole, whatever the case, in the plans of the person's municipalities. Called by the erasure of a person.
-- Forward only: to undo, write the next number.
CREATE FUNCTION forget_owner(names text[], municipalities text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    asked_for text := coalesce(current_setting('monitor.acting_as', true), '');
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);   -- the owner is held to the policies too
    UPDATE goals SET owner = 'oud-lid' WHERE lower(owner) = ANY (names) AND municipality = ANY (municipalities);
    UPDATE plan_changes SET changes = (
        SELECT jsonb_agg(c
            || CASE WHEN lower(c ->> 'before') = ANY (names) THEN '{"before": "oud-lid"}'::jsonb ELSE '{}' END
            || CASE WHEN lower(c ->> 'after')  = ANY (names) THEN '{"after": "oud-lid"}'::jsonb  ELSE '{}' END
            ORDER BY place)
        FROM jsonb_array_elements(changes) WITH ORDINALITY AS each (c, place))
    WHERE municipality = ANY (municipalities) AND EXISTS (
        SELECT FROM jsonb_array_elements(changes) AS each (c)
        WHERE lower(c ->> 'before') = ANY (names) OR lower(c ->> 'after') = ANY (names));
    PERFORM set_config('monitor.acting_as', asked_for, true);
END $$;
REVOKE ALL ON FUNCTION forget_owner(text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_owner(text[], text[]) TO scoring_app;
