-- 0002: rule sets that are drafted, published and then frozen; recalculation beside the scores that are there.
-- Read by RuleSetStore, RuleSetDraftStore (all drafts; one), RecalculationStore (what is left to do; by rule set).

ALTER TABLE scores ADD COLUMN themes jsonb NOT NULL DEFAULT '[]';   -- ThemeScore of every theme of the questionnaire

ALTER TABLE rule_sets ADD COLUMN published_by text;   -- null: seeded

-- A score names its rule set for good, so the rules under that name never change: not by a mistake of ours either.
CREATE FUNCTION refuse_change_of_rule_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rule set % is published: it does not change', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER rule_sets_are_frozen BEFORE UPDATE OR DELETE ON rule_sets
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_rule_set();

CREATE TABLE rule_set_drafts (
    id         text        PRIMARY KEY,
    revision   int         NOT NULL CHECK (revision > 0),
    document   text        NOT NULL,   -- as saved; may have faults until it is published
    based_on   text        REFERENCES rule_sets,
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL
);

-- Who did what to a draft, kept after it is published or thrown away. The revision is the one after the act.
CREATE TABLE rule_set_changes (
    rule_set   text        NOT NULL,
    revision   int         NOT NULL,
    action     text        NOT NULL CHECK (action IN ('DRAFTED', 'SAVED', 'DISCARDED', 'PUBLISHED')),
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX rule_set_changes_by_rule_set ON rule_set_changes (rule_set, changed_at DESC);

-- One row a round whose scores a rule set still has to come beside, or has. A batch moves `after` in the transaction
-- that stores its scores and events: whoever goes on, goes on behind it.
CREATE TABLE recalculations (
    rule_set      text        NOT NULL REFERENCES rule_sets,
    round         int         NOT NULL,
    questionnaire text        NOT NULL,
    total         int         NOT NULL,
    done          int         NOT NULL DEFAULT 0,
    after         text        NOT NULL DEFAULT '',   -- cursor of questionnaire's pages of answers
    requested_at  timestamptz NOT NULL,
    finished_at   timestamptz,
    problem       text,                              -- why the last try failed; null when it did not
    PRIMARY KEY (rule_set, round)
);
CREATE INDEX recalculations_to_do ON recalculations (requested_at) WHERE finished_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON rule_set_drafts TO scoring_app;
GRANT SELECT, INSERT ON rule_set_changes TO scoring_app;
GRANT SELECT, INSERT, UPDATE ON recalculations TO scoring_app;
