-- 0050: the region in whose category a contribution was posted. Its anonymous author is taken for one of the region's,
-- also after the category was opened to all, or the topic moved: a size that is told among all would name them.
-- Forward only: to undo, write the next number.
ALTER TABLE topics  ADD COLUMN region_code text;
ALTER TABLE replies ADD COLUMN region_code text;

SELECT set_config('monitor.acting_as', 'service', true);
UPDATE topics t SET region_code = c.region_code
FROM categories c WHERE c.id = t.category_id AND c.kind = 'REGION';
UPDATE replies r SET region_code = t.region_code
FROM topics t WHERE t.id = r.topic_id AND t.region_code IS NOT NULL;

-- The views show the column too; the rule in them stays as 0020 wrote it, once.
DO $views$
DECLARE
    of_table text;
BEGIN
    FOREACH of_table IN ARRAY ARRAY['topics', 'replies'] LOOP
        EXECUTE format('CREATE OR REPLACE VIEW readable_%s WITH (security_invoker = true) AS ', of_table)
            || regexp_replace(
                pg_get_viewdef(('readable_' || of_table)::regclass),
                '\s+FROM ' || of_table, ', region_code FROM ' || of_table);
    END LOOP;
END $views$;
