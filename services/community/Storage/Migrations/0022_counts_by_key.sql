-- 0022: what a reply or a mark is counted with is found by its key, whatever the planner knows of the table (a join with
-- the new rows may read all topics); and an objective's topics are found in each order.
-- Forward only: to undo, write the next number.

CREATE OR REPLACE FUNCTION count_new_replies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('monitor.acting_as', true);
    n      record;
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    FOR n IN
        SELECT topic_id, count(*) AS replies, max(posted_at) AS last_at FROM new_rows
        WHERE hidden_at IS NULL AND deleted_at IS NULL GROUP BY topic_id ORDER BY topic_id
    LOOP
        UPDATE topics t
        SET reply_count = t.reply_count + n.replies,
            last_reply_at = greatest(t.last_reply_at, n.last_at),
            active_at = greatest(t.active_at, n.last_at)
        WHERE t.id = n.topic_id;
    END LOOP;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_new_marks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('monitor.acting_as', true);
    n      record;
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    FOR n IN SELECT contribution_id, count(*) AS marks FROM new_rows GROUP BY contribution_id ORDER BY contribution_id
    LOOP
        UPDATE topics t SET useful_count = t.useful_count + n.marks WHERE t.id = n.contribution_id;
        IF NOT found THEN
            UPDATE replies r SET useful_count = r.useful_count + n.marks WHERE r.id = n.contribution_id;
        END IF;
    END LOOP;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;

CREATE INDEX topics_of_objective_by_time ON topics (objective_id, posted_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_of_objective_by_activity ON topics (objective_id, active_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_of_objective_by_use ON topics (objective_id, useful_count DESC, posted_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
