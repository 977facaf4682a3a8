-- 0003: questionnaires are drafted, published once, and superseded.
-- Owned by questionnaire_owner, used as questionnaire_app. Forward only: to undo, write the next number.

-- That a version is superseded is said by the row of the one that supersedes it: a published row never changes.
ALTER TABLE questionnaires
    ADD COLUMN supersedes   text UNIQUE REFERENCES questionnaires CHECK (supersedes <> id),
    ADD COLUMN published_by text;   -- the subject; null for what was seeded
CREATE INDEX questionnaires_by_time ON questionnaires (published_at DESC, id DESC);   -- Query.questionnaires, by page

-- The application has no UPDATE or DELETE on it (0001); this holds the owner and every later migration too.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is frozen: what was published does not change', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Publish a new version.';
END
$$;
CREATE TRIGGER questionnaires_are_frozen BEFORE UPDATE OR DELETE ON questionnaires
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER questionnaires_are_kept BEFORE TRUNCATE ON questionnaires
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Drafts stand apart, so that nothing can refer to one: rounds and responses refer to questionnaires.
CREATE TABLE questionnaire_drafts (
    id           text        PRIMARY KEY,
    revision     integer     NOT NULL CHECK (revision >= 1),
    document     json        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    changed_at   timestamptz NOT NULL DEFAULT now(),
    changed_by   text        NOT NULL,
    discarded_at timestamptz
);

-- Who did what: added to, never changed; it outlives the draft.
CREATE TABLE questionnaire_changes (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    questionnaire_id text        NOT NULL,
    changed_at       timestamptz NOT NULL DEFAULT now(),
    changed_by       text        NOT NULL,
    action           text        NOT NULL
        CHECK (action IN ('CREATED', 'COPIED', 'IMPORTED', 'CHANGED', 'DISCARDED', 'RESTORED', 'PUBLISHED')),
    revision         integer     NOT NULL
);
CREATE INDEX questionnaire_changes_by_questionnaire
    ON questionnaire_changes (questionnaire_id, id);   -- Questionnaire.history

GRANT SELECT, INSERT, UPDATE, DELETE ON questionnaire_drafts TO questionnaire_app;
GRANT SELECT, INSERT ON questionnaire_changes TO questionnaire_app;
