-- 0021: what is added is counted once for each statement, not for each row: a row of counts that one transaction
-- changes thousands of times is found slower each time, and seeds and tests add thousands.
-- Forward only: to undo, write the next number.

CREATE FUNCTION count_new_topics() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('monitor.acting_as', true);
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    INSERT INTO topic_counts AS c (category_id, kind, objective_id, is_answered, topics)
    SELECT category_id, kind, coalesce(objective_id, ''), answered_at IS NOT NULL, count(*) FROM new_rows
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (category_id, kind, objective_id, is_answered) DO UPDATE SET topics = c.topics + excluded.topics;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
DROP TRIGGER count_topics ON topics;
CREATE TRIGGER count_topics AFTER DELETE OR UPDATE
    OF category_id, kind, objective_id, answered_at, publish_at, hidden_at, deleted_at
    ON topics FOR EACH ROW EXECUTE FUNCTION count_topics();
CREATE TRIGGER count_new_topics AFTER INSERT ON topics REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION count_new_topics();

CREATE FUNCTION count_new_replies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('monitor.acting_as', true);
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    UPDATE topics t
    SET reply_count = t.reply_count + n.replies,
        last_reply_at = greatest(t.last_reply_at, n.last_at),
        active_at = greatest(t.active_at, n.last_at)
    FROM (SELECT topic_id, count(*) AS replies, max(posted_at) AS last_at FROM new_rows
          WHERE hidden_at IS NULL AND deleted_at IS NULL GROUP BY topic_id) n
    WHERE t.id = n.topic_id;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
DROP TRIGGER count_replies ON replies;
CREATE TRIGGER count_replies AFTER DELETE OR UPDATE OF hidden_at, deleted_at
    ON replies FOR EACH ROW EXECUTE FUNCTION count_replies();
CREATE TRIGGER count_new_replies AFTER INSERT ON replies REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION count_new_replies();

CREATE FUNCTION count_new_marks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('monitor.acting_as', true);
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    UPDATE topics t SET useful_count = t.useful_count + n.marks
    FROM (SELECT contribution_id, count(*) AS marks FROM new_rows GROUP BY contribution_id) n
    WHERE t.id = n.contribution_id;
    UPDATE replies r SET useful_count = r.useful_count + n.marks
    FROM (SELECT contribution_id, count(*) AS marks FROM new_rows GROUP BY contribution_id) n
    WHERE r.id = n.contribution_id;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
DROP TRIGGER count_marks ON useful_marks;
CREATE TRIGGER count_marks AFTER DELETE ON useful_marks FOR EACH ROW EXECUTE FUNCTION count_marks();
CREATE TRIGGER count_new_marks AFTER INSERT ON useful_marks REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION count_new_marks();
