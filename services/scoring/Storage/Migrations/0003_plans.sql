-- 0003: what a municipality does with its suggestions: marks and a plan; and what the editors write about measures.
-- Read by MarkStore (by municipality), TextStore (by question), PlanStore (by municipality; by id).
-- A measure is a question and one of its options; the empty option is the question's suggestion as a whole. Ids of
-- questions and options are the same in every version of a questionnaire, so marks and texts outlive rounds.

CREATE TABLE measure_marks (
    municipality text        NOT NULL,
    question     text        NOT NULL,
    option       text        NOT NULL,
    mark         text        NOT NULL CHECK (mark IN ('PLANNED', 'DONE', 'NOT_FOR_US')),
    reason       text        CHECK (length(reason) BETWEEN 1 AND 500),
    marked_at    timestamptz NOT NULL,
    marked_by    text        NOT NULL,
    PRIMARY KEY (municipality, question, option),
    CHECK (mark <> 'NOT_FOR_US' OR reason IS NOT NULL)
);

-- Never changed: a step back is a line of its own, which names the line that it takes back.
CREATE TABLE measure_mark_changes (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    municipality  text        NOT NULL,
    question      text        NOT NULL,
    option        text        NOT NULL,
    changed_at    timestamptz NOT NULL,
    changed_by    text        NOT NULL,
    mark          text,   -- null: none any more
    reason        text,
    mark_before   text,   -- null: there was none
    reason_before text,
    undoes        bigint      UNIQUE REFERENCES measure_mark_changes
);
CREATE INDEX measure_mark_changes_by_measure ON measure_mark_changes (municipality, question, option, id);

-- Texts of the editors, for everyone; the highest version counts, and one without a body is a text taken back.
CREATE TABLE measure_texts (
    question   text        NOT NULL,
    option     text        NOT NULL,
    version    int         NOT NULL CHECK (version >= 1),
    body       text        CHECK (length(body) BETWEEN 1 AND 4000),
    format     text        NOT NULL CHECK (format IN ('PLAIN', 'MARKDOWN')),
    source     text        CHECK (length(source) <= 500),
    written_at timestamptz NOT NULL,
    written_by text        NOT NULL,
    PRIMARY KEY (question, option, version)
);

CREATE TABLE plans (
    id           uuid        PRIMARY KEY,
    municipality text        NOT NULL,
    round        int         NOT NULL,   -- progress is counted from its scores
    title        text        NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    from_year    int         NOT NULL,
    to_year      int         NOT NULL,
    notes        text        NOT NULL CHECK (length(notes) <= 4000),
    status       text        NOT NULL CHECK (status IN ('CURRENT', 'CLOSED')),
    revision     int         NOT NULL CHECK (revision >= 1),
    created_at   timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL,
    UNIQUE (id, municipality),
    CHECK (from_year BETWEEN 2000 AND 2100 AND to_year BETWEEN from_year AND 2100)
);
CREATE UNIQUE INDEX plans_one_current ON plans (municipality) WHERE status = 'CURRENT';
CREATE INDEX plans_by_municipality ON plans (municipality, from_year);

CREATE TABLE goals (
    id               uuid        PRIMARY KEY,
    plan_id          uuid        NOT NULL,
    municipality     text        NOT NULL,
    position         int         NOT NULL,   -- order within the plan; removed goals keep theirs
    objective        text        NOT NULL,
    target_total     numeric     CHECK (target_total BETWEEN 0 AND 100),
    target_anchoring numeric     CHECK (target_anchoring BETWEEN 0 AND 25),
    target_content   numeric     CHECK (target_content BETWEEN 0 AND 50),
    target_reach     numeric     CHECK (target_reach BETWEEN 0 AND 25),
    due              date        NOT NULL,
    owner            text        NOT NULL,
    status           text        NOT NULL,
    notes            text        NOT NULL CHECK (length(notes) <= 4000),
    measures         jsonb       NOT NULL,   -- [{question, option, words}]
    revision         int         NOT NULL CHECK (revision >= 1),
    removed_at       timestamptz,            -- null: it is part of the plan
    changed_at       timestamptz NOT NULL,
    FOREIGN KEY (plan_id, municipality) REFERENCES plans (id, municipality),
    CHECK (num_nonnulls(target_total, target_anchoring, target_content, target_reach) > 0)
);
CREATE INDEX goals_by_plan ON goals (plan_id, position);

-- Never changed.
CREATE TABLE plan_changes (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id      uuid        NOT NULL,
    goal_id      uuid        REFERENCES goals,   -- null: the plan itself changed
    municipality text        NOT NULL,
    changed_at   timestamptz NOT NULL,
    changed_by   text        NOT NULL,
    action       text        NOT NULL,
    changes      jsonb       NOT NULL,           -- [{field, before, after}]
    FOREIGN KEY (plan_id, municipality) REFERENCES plans (id, municipality)
);
CREATE INDEX plan_changes_by_plan ON plan_changes (plan_id, id);

GRANT SELECT, INSERT, UPDATE, DELETE ON measure_marks TO scoring_app;
GRANT SELECT, INSERT, UPDATE ON plans, goals TO scoring_app;
GRANT SELECT, INSERT ON measure_mark_changes, measure_texts, plan_changes TO scoring_app;

-- Second wall, as for scores: no row of another municipality, whatever a query forgets.
ALTER TABLE measure_marks ENABLE ROW LEVEL SECURITY;
ALTER TABLE measure_marks FORCE ROW LEVEL SECURITY;
CREATE POLICY measure_marks_of_caller ON measure_marks USING (may_touch(municipality));

ALTER TABLE measure_mark_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE measure_mark_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY measure_mark_changes_of_caller ON measure_mark_changes USING (may_touch(municipality));

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE plans FORCE ROW LEVEL SECURITY;
CREATE POLICY plans_of_caller ON plans USING (may_touch(municipality));

ALTER TABLE goals ENABLE ROW LEVEL SECURITY;
ALTER TABLE goals FORCE ROW LEVEL SECURITY;
CREATE POLICY goals_of_caller ON goals USING (may_touch(municipality));

ALTER TABLE plan_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY plan_changes_of_caller ON plan_changes USING (may_touch(municipality));
