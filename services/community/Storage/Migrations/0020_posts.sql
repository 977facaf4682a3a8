-- 0020: what members tell each other: categories, topics (tips, discussions, questions, news), their replies, drafts,
-- earlier revisions and useful marks. The tips of 0001 move in, with their ids. Counts are kept, never scanned.
-- Owned by community_owner, used as community_app. Forward only: to undo, write the next number.

CREATE TABLE categories (
    id           text        PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9.-]{0,119}$'),
    kind         text        NOT NULL CHECK (kind IN ('THEME', 'OBJECTIVE', 'GENERAL', 'REGION')),
    title        text        NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
    description  text        NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
    objective_id text        UNIQUE REFERENCES objectives,
    theme        text,                                      -- of a theme, and of an objective once it is known
    region_code  text,
    is_open      boolean     NOT NULL DEFAULT true,         -- every member reads it; else members of the region only
    position     integer     NOT NULL DEFAULT 0,
    closed_at    timestamptz,                               -- since when nothing new is posted in it
    revision     integer     NOT NULL DEFAULT 1,
    CHECK ((kind = 'OBJECTIVE') = (objective_id IS NOT NULL)),
    CHECK ((kind = 'REGION') = (region_code IS NOT NULL)),
    CHECK (kind <> 'THEME' OR theme IS NOT NULL),
    CHECK (is_open OR kind = 'REGION')
);
CREATE UNIQUE INDEX categories_of_themes ON categories (theme) WHERE kind = 'THEME';
CREATE INDEX categories_in_order ON categories (position, id);

-- A topic is out when publish_at, hidden_at and deleted_at are all null. publish_at stands only while it waits.
CREATE TABLE topics (
    id                uuid        PRIMARY KEY,
    kind              text        NOT NULL CHECK (kind IN ('TIP', 'DISCUSSION', 'QUESTION', 'NEWS')),
    category_id       text        NOT NULL REFERENCES categories,
    objective_id      text        REFERENCES objectives,
    measures          text[]      NOT NULL DEFAULT '{}' CHECK (cardinality(measures) <= 20),
    title             text        NOT NULL CHECK (length(title) BETWEEN 1 AND 120 AND title !~ '[\n\r]'),
    text              text        NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),   -- Markdown as it was written
    did               text        CHECK (length(did) <= 4000),                         -- tips: what we did,
    brought           text        CHECK (length(brought) <= 4000),                     -- what it brought,
    costs             text        CHECK (length(costs) <= 1000),                       -- and what it cost
    contact           text        CHECK (length(contact) <= 300),
    links             jsonb       NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(links) = 'array'),   -- {title, url}
    author            uuid        NOT NULL,                 -- the pseudonym; shown to moderators only
    municipality_code text,                                 -- the author's when it was posted,
    size_class        text,                                 -- and its size then
    shown_as          text        NOT NULL CHECK (shown_as IN ('MEMBER', 'MUNICIPALITY', 'ANONYMOUS')),
    posted_at         timestamptz NOT NULL,
    edited_at         timestamptz,
    edited_as         text        CHECK (edited_as IN ('AUTHOR', 'MODERATOR')),
    edited_by         uuid,
    edit_reason       text        CHECK (length(edit_reason) <= 300),
    revision          integer     NOT NULL DEFAULT 1 CHECK (revision >= 1),
    last_reply_at     timestamptz,
    active_at         timestamptz NOT NULL,                 -- the last reply, else the posting: the order ACTIVE
    reply_count       integer     NOT NULL DEFAULT 0 CHECK (reply_count >= 0),
    useful_count      integer     NOT NULL DEFAULT 0 CHECK (useful_count >= 0),
    answer_id         uuid,
    answered_at       timestamptz,
    pinned_until      timestamptz,
    publish_at        timestamptz,
    locked_at         timestamptz,
    hidden_at         timestamptz,
    deleted_at        timestamptz,
    deleted_as        text        CHECK (deleted_as IN ('AUTHOR', 'MODERATOR')),
    is_demonstration  boolean     NOT NULL DEFAULT false,
    CHECK ((deleted_at IS NULL) = (deleted_as IS NULL)),
    CHECK (kind = 'QUESTION' OR answered_at IS NULL),
    CHECK (answered_at IS NOT NULL OR answer_id IS NULL)
);

CREATE TABLE replies (
    id                uuid        PRIMARY KEY,
    topic_id          uuid        NOT NULL REFERENCES topics,
    parent_id         uuid,                                 -- a reply of the same topic that has none itself
    text              text        NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
    author            uuid        NOT NULL,
    municipality_code text,
    size_class        text,
    shown_as          text        NOT NULL CHECK (shown_as IN ('MEMBER', 'MUNICIPALITY', 'ANONYMOUS')),
    posted_at         timestamptz NOT NULL,
    edited_at         timestamptz,
    edited_as         text        CHECK (edited_as IN ('AUTHOR', 'MODERATOR')),
    edited_by         uuid,
    edit_reason       text        CHECK (length(edit_reason) <= 300),
    revision          integer     NOT NULL DEFAULT 1 CHECK (revision >= 1),
    useful_count      integer     NOT NULL DEFAULT 0 CHECK (useful_count >= 0),
    hidden_at         timestamptz,
    deleted_at        timestamptz,
    deleted_as        text        CHECK (deleted_as IN ('AUTHOR', 'MODERATOR')),
    is_demonstration  boolean     NOT NULL DEFAULT false,
    UNIQUE (topic_id, id),
    FOREIGN KEY (topic_id, parent_id) REFERENCES replies (topic_id, id),
    CHECK ((deleted_at IS NULL) = (deleted_as IS NULL))
);
ALTER TABLE topics ADD FOREIGN KEY (id, answer_id) REFERENCES replies (topic_id, id);

-- What a contribution said before it was edited: one row for each revision that another one replaced.
CREATE TABLE revisions (
    contribution_id uuid        NOT NULL,                   -- of a topic or a reply
    revision        integer     NOT NULL CHECK (revision >= 1),
    topic_id        uuid        NOT NULL REFERENCES topics,
    reply_id        uuid        REFERENCES replies,
    content         jsonb       NOT NULL,                   -- title, text, and a tip's other parts
    written_at      timestamptz NOT NULL,
    written_as      text        NOT NULL CHECK (written_as IN ('AUTHOR', 'MODERATOR')),
    written_by      uuid        NOT NULL,
    reason          text        CHECK (length(reason) <= 300),
    PRIMARY KEY (contribution_id, revision)
);
CREATE TABLE drafts (
    id       uuid        PRIMARY KEY,
    member   uuid        NOT NULL,
    kind     text        NOT NULL CHECK (kind IN ('TIP', 'DISCUSSION', 'QUESTION', 'NEWS', 'REPLY')),
    topic_id uuid,                                          -- a reply's
    content  jsonb       NOT NULL CHECK (pg_column_size(content) <= 200000),
    revision integer     NOT NULL DEFAULT 1,
    saved_at timestamptz NOT NULL
);
CREATE INDEX drafts_of_member ON drafts (member, saved_at DESC, id DESC);

-- How many topics are out, by all that lists are filtered by; kept by the trigger below.
CREATE TABLE topic_counts (
    category_id  text    NOT NULL,
    kind         text    NOT NULL,
    objective_id text    NOT NULL,                          -- '': about none
    is_answered  boolean NOT NULL,
    topics       bigint  NOT NULL,
    PRIMARY KEY (category_id, kind, objective_id, is_answered)
);

-- The tips and marks of 0001. Whom a token of then named is nobody's pseudonym now: a digest stands for them.
CREATE FUNCTION pg_temp.pseudonym(subject text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN subject ~ '^[0-9a-f]{32}$' THEN subject::uuid ELSE md5(subject)::uuid END
$$;

INSERT INTO categories (id, kind, title, objective_id, position)
SELECT 'objective-' || id, 'OBJECTIVE', id, id, 1000 FROM objectives;

INSERT INTO topics (id, kind, category_id, objective_id, title, text, author, municipality_code, shown_as, posted_at,
                    active_at, useful_count, is_demonstration, size_class)
SELECT t.id, 'TIP', 'objective-' || t.objective_id, t.objective_id, t.title, t.text, pg_temp.pseudonym(t.posted_by),
       t.municipality_code, CASE WHEN t.is_anonymous THEN 'ANONYMOUS' ELSE 'MUNICIPALITY' END, t.posted_at,
       t.posted_at, (SELECT count(DISTINCT pg_temp.pseudonym(m.subject)) FROM useful_marks m WHERE m.tip_id = t.id),
       t.is_demonstration, (SELECT a.size_class FROM municipalities a WHERE a.code = t.municipality_code)
FROM tips t;

ALTER TABLE useful_marks RENAME TO useful_marks_of_tips;
CREATE TABLE useful_marks (
    contribution_id uuid        NOT NULL,                   -- of a topic or a reply
    member          uuid        NOT NULL,
    marked_at       timestamptz NOT NULL,
    PRIMARY KEY (contribution_id, member)
);
INSERT INTO useful_marks (contribution_id, member, marked_at)
SELECT tip_id, pg_temp.pseudonym(subject), min(marked_at) FROM useful_marks_of_tips GROUP BY 1, 2;
DROP TABLE useful_marks_of_tips;
DROP TABLE tips;

INSERT INTO topic_counts (category_id, kind, objective_id, is_answered, topics)
SELECT category_id, kind, coalesce(objective_id, ''), answered_at IS NOT NULL, count(*) FROM topics GROUP BY 1, 2, 3, 4;

-- Lists show what is out; each order has its index, for all, for a category and for an objective.
CREATE INDEX topics_by_time ON topics (posted_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_by_activity ON topics (active_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_by_use ON topics (useful_count DESC, posted_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_of_kind ON topics (kind, posted_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_of_category ON topics (category_id, posted_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_of_category_by_activity ON topics (category_id, active_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_of_category_by_use ON topics (category_id, useful_count DESC, posted_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_of_objective ON topics (objective_id, kind, posted_at DESC, id DESC)
    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL;
CREATE INDEX topics_of_author ON topics (author, posted_at DESC, id DESC);
CREATE INDEX topics_waiting ON topics (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX topics_pinned ON topics (pinned_until) WHERE pinned_until IS NOT NULL;
CREATE INDEX replies_of_topic ON replies (topic_id, posted_at, id);
CREATE INDEX replies_of_author ON replies (author, posted_at DESC, id DESC);
CREATE INDEX marks_of_member ON useful_marks (member);

-- Counts. Whoever writes may not touch the rows that count: these functions act for the service, and then again for
-- whom they did before.
CREATE FUNCTION count_topics() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('monitor.acting_as', true);
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    -- In the order of the key, so that two moves at once wait for each other and do not lock each other out.
    INSERT INTO topic_counts AS c (category_id, kind, objective_id, is_answered, topics)
    SELECT k.category_id, k.kind, k.objective_id, k.is_answered, sum(k.change)
    FROM (
        SELECT new.category_id, new.kind, coalesce(new.objective_id, '') AS objective_id,
               new.answered_at IS NOT NULL AS is_answered, 1 AS change
        WHERE tg_op <> 'DELETE' AND new.publish_at IS NULL AND new.hidden_at IS NULL AND new.deleted_at IS NULL
        UNION ALL
        SELECT old.category_id, old.kind, coalesce(old.objective_id, ''), old.answered_at IS NOT NULL, -1
        WHERE tg_op <> 'INSERT' AND old.publish_at IS NULL AND old.hidden_at IS NULL AND old.deleted_at IS NULL) k
    GROUP BY 1, 2, 3, 4 HAVING sum(k.change) <> 0 ORDER BY 1, 2, 3, 4
    ON CONFLICT (category_id, kind, objective_id, is_answered) DO UPDATE SET topics = c.topics + excluded.topics;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
CREATE TRIGGER count_topics AFTER INSERT OR DELETE OR UPDATE
    OF category_id, kind, objective_id, answered_at, publish_at, hidden_at, deleted_at
    ON topics FOR EACH ROW EXECUTE FUNCTION count_topics();

CREATE FUNCTION count_replies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text    := current_setting('monitor.acting_as', true);
    change integer := 0;
    topic  uuid;
BEGIN
    IF tg_op <> 'DELETE' THEN
        topic := new.topic_id;
        change := change + (new.hidden_at IS NULL AND new.deleted_at IS NULL)::integer;
    END IF;
    IF tg_op <> 'INSERT' THEN
        topic := old.topic_id;
        change := change - (old.hidden_at IS NULL AND old.deleted_at IS NULL)::integer;
    END IF;
    IF change = 0 THEN
        RETURN NULL;
    END IF;
    PERFORM set_config('monitor.acting_as', 'service', true);
    IF tg_op = 'INSERT' THEN
        UPDATE topics t
        SET reply_count = t.reply_count + 1,
            last_reply_at = greatest(t.last_reply_at, new.posted_at),
            active_at = greatest(t.active_at, new.posted_at)
        WHERE t.id = topic;
    ELSE
        UPDATE topics t
        SET reply_count = t.reply_count + change,
            last_reply_at = r.posted_at,
            active_at = coalesce(r.posted_at, t.posted_at)
        FROM (SELECT max(posted_at) AS posted_at FROM replies
              WHERE topic_id = topic AND hidden_at IS NULL AND deleted_at IS NULL) r
        WHERE t.id = topic;
    END IF;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
CREATE TRIGGER count_replies AFTER INSERT OR DELETE OR UPDATE OF hidden_at, deleted_at
    ON replies FOR EACH ROW EXECUTE FUNCTION count_replies();

CREATE FUNCTION count_marks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text    := current_setting('monitor.acting_as', true);
    change integer := CASE WHEN tg_op = 'INSERT' THEN 1 ELSE -1 END;
    marked uuid    := CASE WHEN tg_op = 'INSERT' THEN new.contribution_id ELSE old.contribution_id END;
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    UPDATE topics SET useful_count = useful_count + change WHERE id = marked;
    IF NOT found THEN
        UPDATE replies SET useful_count = useful_count + change WHERE id = marked;
    END IF;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
CREATE TRIGGER count_marks AFTER INSERT OR DELETE ON useful_marks FOR EACH ROW EXECUTE FUNCTION count_marks();

-- An answer that does not stand is none.
CREATE FUNCTION forget_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('monitor.acting_as', true);
BEGIN
    PERFORM set_config('monitor.acting_as', 'service', true);
    UPDATE topics SET answer_id = NULL, answered_at = NULL WHERE id = new.topic_id AND answer_id = new.id;
    PERFORM set_config('monitor.acting_as', acting, true);
    RETURN NULL;
END $$;
CREATE TRIGGER forget_answer AFTER UPDATE OF hidden_at, deleted_at ON replies
    FOR EACH ROW WHEN (new.hidden_at IS NOT NULL OR new.deleted_at IS NOT NULL) EXECUTE FUNCTION forget_answer();

-- Who reads. Storage/Posts/Reader.cs says it at the beginning of every transaction; without it nothing is read.
CREATE FUNCTION is_service() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('monitor.acting_as', true) = 'service', false)
$$;
CREATE FUNCTION acting_member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('monitor.member', true), '')::uuid
$$;
CREATE FUNCTION is_moderating() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT acting_member() IS NOT NULL AND coalesce(current_setting('monitor.moderates', true) = 'yes', false)
$$;
CREATE FUNCTION is_editing() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT acting_member() IS NOT NULL AND coalesce(current_setting('monitor.edits', true) = 'yes', false)
$$;
CREATE FUNCTION readable_categories() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(c.id), '{}') FROM categories c
    WHERE c.is_open
       OR is_moderating()
       OR c.region_code IN (
            SELECT m.region FROM memberships_of_regions m
            WHERE 'municipality:' || m.municipality = current_setting('monitor.acting_as', true))
$$;

-- The rule of what a reader may see, written once: the views are the first wall, the policies the second.
DO $rules$
DECLARE
    topic_rule text := $$
        (SELECT is_service())
        OR ((SELECT acting_member()) IS NOT NULL
            AND category_id = ANY ((SELECT readable_categories())::text[])
            AND (publish_at IS NULL OR author = (SELECT acting_member()) OR (kind = 'NEWS' AND (SELECT is_editing())))
            AND ((hidden_at IS NULL AND deleted_at IS NULL)
                 OR author = (SELECT acting_member()) OR (SELECT is_moderating())))
        $$;
    -- A scalar subquery: looked up by id for each reply, never made into a set of all topics.
    reply_rule text := $$
        (SELECT is_service())
        OR ((SELECT true FROM %1$s t WHERE t.id = topic_id)
            AND ((hidden_at IS NULL AND deleted_at IS NULL)
                 OR author = (SELECT acting_member()) OR (SELECT is_moderating())))
        $$;
BEGIN
    EXECUTE 'CREATE VIEW readable_topics WITH (security_invoker = true) AS SELECT * FROM topics WHERE ' || topic_rule;
    EXECUTE 'CREATE VIEW readable_replies WITH (security_invoker = true) AS SELECT * FROM replies WHERE '
        || format(reply_rule, 'readable_topics');
    EXECUTE 'CREATE POLICY readable ON topics FOR SELECT USING (' || topic_rule || ')';
    EXECUTE 'CREATE POLICY readable ON replies FOR SELECT USING (' || format(reply_rule, 'topics') || ')';
END $rules$;

CREATE POLICY own_new ON topics FOR INSERT WITH CHECK (
    is_service() OR (author = acting_member() AND category_id = ANY (readable_categories())));
CREATE POLICY own_or_kept ON topics FOR UPDATE USING (
    (SELECT is_service()) OR author = (SELECT acting_member()) OR (SELECT is_moderating())
    OR (kind = 'NEWS' AND (SELECT is_editing())));
CREATE POLICY own_new ON replies FOR INSERT WITH CHECK (
    is_service() OR (author = acting_member() AND (SELECT true FROM topics t WHERE t.id = topic_id)));
CREATE POLICY own_or_kept ON replies FOR UPDATE USING (
    (SELECT is_service()) OR author = (SELECT acting_member()) OR (SELECT is_moderating()));

-- Earlier revisions: for whoever reads the contribution; of an anonymous one for its author and moderators only.
CREATE POLICY readable ON revisions USING (
    (SELECT is_service())
    OR (reply_id IS NULL AND (
            SELECT t.shown_as <> 'ANONYMOUS' OR t.author = acting_member() OR is_moderating()
            FROM topics t WHERE t.id = topic_id))
    OR (SELECT r.shown_as <> 'ANONYMOUS' OR r.author = acting_member() OR is_moderating()
        FROM replies r WHERE r.id = reply_id));
CREATE POLICY own ON drafts USING (is_member(member));
CREATE POLICY own ON useful_marks USING (is_member(member));

ALTER TABLE topics       ENABLE ROW LEVEL SECURITY;
ALTER TABLE topics       FORCE  ROW LEVEL SECURITY;
ALTER TABLE replies      ENABLE ROW LEVEL SECURITY;
ALTER TABLE replies      FORCE  ROW LEVEL SECURITY;
ALTER TABLE revisions    ENABLE ROW LEVEL SECURITY;
ALTER TABLE revisions    FORCE  ROW LEVEL SECURITY;
ALTER TABLE drafts       ENABLE ROW LEVEL SECURITY;
ALTER TABLE drafts       FORCE  ROW LEVEL SECURITY;
ALTER TABLE useful_marks ENABLE ROW LEVEL SECURITY;
ALTER TABLE useful_marks FORCE  ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE ON categories, topics, replies, topic_counts TO community_app;
GRANT SELECT, INSERT, DELETE ON revisions, useful_marks TO community_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON drafts TO community_app;
GRANT SELECT ON readable_topics, readable_replies TO community_app;
