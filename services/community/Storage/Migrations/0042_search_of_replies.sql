-- 0042: a reply is put into search by the keys of itself and its topic; "this reply or this topic's replies" in one
-- condition read every topic for each. What is only found useful moves, its words stay.
-- Forward only: to undo, write the next number.
CREATE OR REPLACE FUNCTION index_replies(topics_of uuid[], replies_of uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO search_documents
        (id, kind, topic_id, category_id, objective_id, posted_at, standing, title_words, words)
    SELECT r.id, 'REPLY', r.topic_id, t.category_id, t.objective_id, r.posted_at,
           search_standing(r.posted_at, r.useful_count), '', search_words('', words_of(r.text))
    FROM replies r JOIN topics t ON t.id = r.topic_id
    WHERE r.topic_id = ANY (topics_of)
      AND r.hidden_at IS NULL AND r.deleted_at IS NULL
      AND t.publish_at IS NULL AND t.hidden_at IS NULL AND t.deleted_at IS NULL
    ON CONFLICT (id) DO UPDATE SET words = excluded.words, standing = excluded.standing;
    INSERT INTO search_documents
        (id, kind, topic_id, category_id, objective_id, posted_at, standing, title_words, words)
    SELECT r.id, 'REPLY', r.topic_id, t.category_id, t.objective_id, r.posted_at,
           search_standing(r.posted_at, r.useful_count), '', search_words('', words_of(r.text))
    FROM replies r JOIN topics t ON t.id = r.topic_id
    WHERE r.id = ANY (replies_of)
      AND r.hidden_at IS NULL AND r.deleted_at IS NULL
      AND t.publish_at IS NULL AND t.hidden_at IS NULL AND t.deleted_at IS NULL
    ON CONFLICT (id) DO UPDATE SET words = excluded.words, standing = excluded.standing;
END $$;

CREATE OR REPLACE FUNCTION keep_search_of_reply() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    acting text := coalesce(current_setting('monitor.acting_as', true), '');
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    IF new.hidden_at IS NOT NULL OR new.deleted_at IS NOT NULL THEN
        DELETE FROM search_documents WHERE id = new.id;
    ELSIF tg_op = 'UPDATE' AND new.text = old.text AND old.hidden_at IS NULL AND old.deleted_at IS NULL THEN
        UPDATE search_documents SET standing = search_standing(new.posted_at, new.useful_count) WHERE id = new.id;
    ELSE
        INSERT INTO search_documents
            (id, kind, topic_id, category_id, objective_id, posted_at, standing, title_words, words)
        SELECT new.id, 'REPLY', t.id, t.category_id, t.objective_id, new.posted_at,
               search_standing(new.posted_at, new.useful_count), '', search_words('', words_of(new.text))
        FROM topics t
        WHERE t.id = new.topic_id AND t.publish_at IS NULL AND t.hidden_at IS NULL AND t.deleted_at IS NULL
        ON CONFLICT (id) DO UPDATE SET words = excluded.words, standing = excluded.standing;
    END IF;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
