-- 0044: which categories a reader may read is asked several times by each query of contributions: planned once by each
-- connection, and the reader's regions found by their key. The rule is that of 0020.
-- Forward only: to undo, write the next number.
CREATE OR REPLACE FUNCTION readable_categories() RETURNS text[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    acting text := current_setting('monitor.acting_as', true);
BEGIN
    RETURN (
        SELECT coalesce(array_agg(c.id), '{}') FROM categories c
        WHERE c.is_open
           OR is_moderating()
           OR c.region_code IN (
                SELECT m.region FROM memberships_of_regions m
                WHERE acting LIKE 'municipality:%' AND m.municipality = substr(acting, length('municipality:') + 1)));
END $$;
