-- 0050: the region whose members alone could write where a contribution was posted. Among them its anonymous author is,
-- also after the category was opened to all, or the topic moved: a size that is told among all would name them.
-- Of what stands in a region's category already it is not known whether it was closed then: it is taken to have been.
-- Forward only: to undo, write the next number.
ALTER TABLE topics  ADD COLUMN closed_to text;
ALTER TABLE replies ADD COLUMN closed_to text;

SELECT set_config('monitor.acting_as', 'service', true);
UPDATE topics t SET closed_to = c.region_code
FROM categories c WHERE c.id = t.category_id AND c.kind = 'REGION';
UPDATE replies r SET closed_to = t.closed_to
FROM topics t WHERE t.id = r.topic_id AND t.closed_to IS NOT NULL;

-- The views show the column too; the rule in them stays as 0020 wrote it, once.
DO $views$
DECLARE
    of_table text;
BEGIN
    FOREACH of_table IN ARRAY ARRAY['topics', 'replies'] LOOP
        EXECUTE format('CREATE OR REPLACE VIEW readable_%s WITH (security_invoker = true) AS ', of_table)
            || regexp_replace(
                pg_get_viewdef(('readable_' || of_table)::regclass),
                '\s+FROM ' || of_table, ', closed_to FROM ' || of_table);
    END LOOP;
END $views$;
