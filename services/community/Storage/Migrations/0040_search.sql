-- 0040: what search finds: one row for each topic and reply that is out, and for each objective.
-- Kept by triggers, so that whatever hides, deletes, moves or edits a contribution reaches it; what is not out is not
-- in it. Read by SearchStore, which joins the views of 0020: they say who may see what. No row security here: behind it
-- the index of words could not be used.
-- Forward only: to undo, write the next number.
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Dutch without accents: stems for what is looked for, and words as they stand for one that is still being typed.
CREATE TEXT SEARCH CONFIGURATION dutch_stems (COPY = dutch);
ALTER TEXT SEARCH CONFIGURATION dutch_stems ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;
CREATE TEXT SEARCH DICTIONARY dutch_word (TEMPLATE = simple, STOPWORDS = dutch);
CREATE TEXT SEARCH CONFIGURATION dutch_words (COPY = dutch);
ALTER TEXT SEARCH CONFIGURATION dutch_words
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart WITH dutch_word;
ALTER TEXT SEARCH CONFIGURATION dutch_words ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_word;

-- The words of Markdown: no address of a link, no short link and no mention.
CREATE FUNCTION words_of(markdown text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(markdown, '\]\([^)]*\)|\[\[[a-z]+:[^]]*\]\]|@[a-z]+:[A-Za-z0-9_.=-]+', ' ', 'g')
$$;
CREATE FUNCTION search_words(title text, body text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('public.dutch_stems', title), 'A')
        || setweight(to_tsvector('public.dutch_stems', body), 'B')
        || strip(to_tsvector('public.dutch_words', title || ' ' || body))
$$;
CREATE FUNCTION search_title(title text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT strip(to_tsvector('public.dutch_stems', title) || to_tsvector('public.dutch_words', title))
$$;
-- Newer stands higher, a step for two years; and so does what was found useful, a step for ten times as many.
-- Independent of the moment of asking: so a page goes on where the one before ended.
CREATE FUNCTION search_standing(posted_at timestamptz, useful integer) RETURNS double precision
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT date_part('epoch', posted_at) / 63072000 + log(1 + useful)
$$;

-- What objectives are called and say, of the questionnaire that named them last (questionnaire.published; the seeds).
CREATE TABLE objective_texts (
    id     text    PRIMARY KEY,
    number integer NOT NULL,
    theme  text    NOT NULL,
    title  text    NOT NULL,
    text   text    NOT NULL      -- definition, rationale, and the questions' words
);

CREATE TABLE search_documents (
    id           uuid             PRIMARY KEY,   -- the topic's, the reply's; of an objective a digest of its id
    kind         text             NOT NULL CHECK (
        kind IN ('TIP', 'DISCUSSION', 'QUESTION', 'NEWS', 'REPLY', 'OBJECTIVE')),
    topic_id     uuid,                           -- a reply's topic; a topic's own id
    category_id  text,                           -- null for an objective: every member may read it
    objective_id text,
    posted_at    timestamptz,                    -- null for an objective
    standing     double precision NOT NULL,
    title_words  tsvector         NOT NULL,
    words        tsvector         NOT NULL       -- of the title too
);
-- The rows stay narrow, as ranking reads many of them and only the index reads `words`.
ALTER TABLE search_documents ALTER COLUMN words SET STORAGE EXTERNAL;
ALTER TABLE search_documents SET (toast_tuple_target = 128);
-- Without fastupdate: a search never has to read a list of what is not in the index yet.
CREATE INDEX search_by_words ON search_documents USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_by_topic ON search_documents (topic_id);   -- what hangs on a topic that is hidden or moved

-- The functions below are the owner's, who alone writes here; they act for the service, and then again for whom they
-- did before.
CREATE FUNCTION index_replies(topics_of uuid[], replies_of uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_documents
        (id, kind, topic_id, category_id, objective_id, posted_at, standing, title_words, words)
    SELECT r.id, 'REPLY', r.topic_id, t.category_id, t.objective_id, r.posted_at,
           search_standing(r.posted_at, r.useful_count), '', search_words('', words_of(r.text))
    FROM replies r JOIN topics t ON t.id = r.topic_id
    WHERE (r.id = ANY (replies_of) OR r.topic_id = ANY (topics_of))
      AND r.hidden_at IS NULL AND r.deleted_at IS NULL
      AND t.publish_at IS NULL AND t.hidden_at IS NULL AND t.deleted_at IS NULL
    ON CONFLICT (id) DO UPDATE SET words = excluded.words, standing = excluded.standing
$$;
CREATE FUNCTION index_topics(asked uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_documents
        (id, kind, topic_id, category_id, objective_id, posted_at, standing, title_words, words)
    SELECT t.id, t.kind, t.id, t.category_id, t.objective_id, t.posted_at,
           search_standing(t.posted_at, t.useful_count), search_title(t.title),
           search_words(t.title, concat_ws(' ', words_of(t.text), words_of(t.did), words_of(t.brought),
                                           words_of(t.costs)))
    FROM topics t
    WHERE t.id = ANY (asked) AND t.publish_at IS NULL AND t.hidden_at IS NULL AND t.deleted_at IS NULL
    ON CONFLICT (id) DO UPDATE
    SET kind = excluded.kind, category_id = excluded.category_id, objective_id = excluded.objective_id,
        posted_at = excluded.posted_at, standing = excluded.standing, title_words = excluded.title_words,
        words = excluded.words
$$;

CREATE FUNCTION keep_search_of_topic() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    acting  text    := coalesce(current_setting('monitor.acting_as', true), '');
    was_out boolean := tg_op = 'UPDATE' AND old.publish_at IS NULL AND old.hidden_at IS NULL AND old.deleted_at IS NULL;
    is_out  boolean := new.publish_at IS NULL AND new.hidden_at IS NULL AND new.deleted_at IS NULL;
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    IF NOT is_out THEN
        IF was_out THEN
            DELETE FROM search_documents WHERE topic_id = new.id;
        END IF;
    ELSIF NOT was_out THEN
        PERFORM index_topics(ARRAY[new.id]);
        IF tg_op = 'UPDATE' THEN
            PERFORM index_replies(ARRAY[new.id], '{}');
        END IF;
    ELSIF (old.title, old.text, old.did, old.brought, old.costs, old.kind, old.category_id, old.objective_id)
        IS DISTINCT FROM (new.title, new.text, new.did, new.brought, new.costs, new.kind, new.category_id,
                          new.objective_id) THEN
        PERFORM index_topics(ARRAY[new.id]);
        UPDATE search_documents SET category_id = new.category_id, objective_id = new.objective_id
        WHERE topic_id = new.id
          AND (category_id, objective_id) IS DISTINCT FROM (new.category_id, new.objective_id);
    ELSE
        UPDATE search_documents SET standing = search_standing(new.posted_at, new.useful_count) WHERE id = new.id;
    END IF;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
CREATE TRIGGER keep_search AFTER INSERT OR UPDATE
    OF title, text, did, brought, costs, kind, category_id, objective_id, posted_at, useful_count, publish_at, hidden_at,
       deleted_at
    ON topics FOR EACH ROW EXECUTE FUNCTION keep_search_of_topic();

CREATE FUNCTION keep_search_of_reply() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    acting text := coalesce(current_setting('monitor.acting_as', true), '');
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    IF new.hidden_at IS NOT NULL OR new.deleted_at IS NOT NULL THEN
        DELETE FROM search_documents WHERE id = new.id;
    ELSE
        PERFORM index_replies('{}', ARRAY[new.id]);
    END IF;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
CREATE TRIGGER keep_search AFTER INSERT OR UPDATE OF text, useful_count, hidden_at, deleted_at
    ON replies FOR EACH ROW EXECUTE FUNCTION keep_search_of_reply();

-- What is erased is erased here too.
CREATE FUNCTION forget_search() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    DELETE FROM search_documents WHERE id = old.id OR topic_id = old.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_search AFTER DELETE ON topics  FOR EACH ROW EXECUTE FUNCTION forget_search();
CREATE TRIGGER forget_search AFTER DELETE ON replies FOR EACH ROW EXECUTE FUNCTION forget_search();

-- An objective stands as something of 2018 that a thousand found useful.
CREATE FUNCTION keep_search_of_objective() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO search_documents (id, kind, objective_id, standing, title_words, words)
    VALUES (md5('objective:' || new.id)::uuid, 'OBJECTIVE', new.id, search_standing('2018-01-01', 999),
            search_title(new.title), search_words(new.title, new.text))
    ON CONFLICT (id) DO UPDATE SET title_words = excluded.title_words, words = excluded.words;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_search AFTER INSERT OR UPDATE ON objective_texts
    FOR EACH ROW EXECUTE FUNCTION keep_search_of_objective();

SELECT set_config('monitor.acting_as', 'service', true);
SELECT index_topics((SELECT coalesce(array_agg(id), '{}') FROM topics));
SELECT index_replies((SELECT coalesce(array_agg(id), '{}') FROM topics), '{}');

GRANT SELECT, INSERT, UPDATE ON objective_texts TO community_app;
GRANT SELECT ON search_documents TO community_app;
