-- 0041: of a word that very many texts have, the newest are enough: the index finds the words of some weeks by itself,
-- and together with what searches are filtered by, so that few rows are read for nothing.
-- Forward only: to undo, write the next number.
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Immutable: the epoch of a moment is the same in every time zone. What has no moment is always among the newest.
CREATE FUNCTION search_week(posted_at timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(floor(date_part('epoch', posted_at) / 604800)::integer, 2147483647)
$$;
ALTER TABLE search_documents ADD COLUMN week integer NOT NULL GENERATED ALWAYS AS (search_week(posted_at)) STORED;

DROP INDEX search_by_words;
CREATE INDEX search_by_words ON search_documents USING gin (words, week, kind, category_id, objective_id)
    WITH (fastupdate = off);
CREATE INDEX search_by_title ON search_documents USING gin (title_words) WITH (fastupdate = off);
CREATE INDEX search_by_time ON search_documents (posted_at DESC) WHERE posted_at IS NOT NULL;   -- how far back they go
