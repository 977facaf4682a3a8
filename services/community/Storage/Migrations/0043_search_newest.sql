-- 0043: the newest texts have an index of words of their own. In the index of all, what is looked for in the newest
-- had every place read at which a word stands, or begins: of a word that many have that is most of what it costs.
-- Forward only: to undo, write the next number.
ALTER TABLE search_documents ADD COLUMN is_new boolean NOT NULL DEFAULT true;

-- Takes what is older than so many out of the index of the newest, so many at most at once; says how many it took.
CREATE FUNCTION age_search(newest integer, most integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH aged AS (
        UPDATE search_documents SET is_new = false
        WHERE id IN (
            SELECT id FROM search_documents
            WHERE is_new AND posted_at < (
                SELECT posted_at FROM search_documents WHERE posted_at IS NOT NULL
                ORDER BY posted_at DESC OFFSET newest LIMIT 1)
            LIMIT most)
        RETURNING id)
    SELECT count(*)::integer FROM aged
$$;
REVOKE ALL ON FUNCTION age_search FROM public;
GRANT EXECUTE ON FUNCTION age_search TO community_app;
SELECT age_search(6000, 2147483647);

CREATE INDEX search_newest ON search_documents USING gin (words, kind, category_id, objective_id)
    WITH (fastupdate = off) WHERE is_new;
CREATE INDEX search_newest_by_time ON search_documents (posted_at) WHERE is_new;

-- What is looked for: all words of the one, and words that begin as the other does where there is one, as a stem or as
-- it stands.
CREATE FUNCTION search_query(complete text, beginning text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN beginning = '' THEN websearch_to_tsquery('public.dutch_stems', complete)
                WHEN complete = '' THEN b.begun
                ELSE websearch_to_tsquery('public.dutch_stems', complete) && b.begun END
    FROM (SELECT to_tsquery('public.dutch_words', '''' || beginning || ''':*') AS word,
                 to_tsquery('public.dutch_stems', '''' || beginning || ''':*') AS stem) s,
         LATERAL (SELECT CASE WHEN s.word = s.stem THEN s.word ELSE s.word || s.stem END AS begun) b
$$;
