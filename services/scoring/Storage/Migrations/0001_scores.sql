-- 0001: rule sets, the scores of each submitted revision, and which revision of a response counts.
-- Read by ScoreStore (by municipality and round; by response; by round in pages) and RuleSetStore (by questionnaire).
-- Answers are not kept here: explanation and suggestions are computed once, when the scores are.

CREATE TABLE rule_sets (
    id             text        PRIMARY KEY,
    version        int         NOT NULL,
    questionnaires text[]      NOT NULL,
    body           jsonb       NOT NULL,   -- as in seeds/rulesets; never changes
    published_at   timestamptz NOT NULL
);

CREATE TABLE scores (
    response_id   text        NOT NULL,
    revision      int         NOT NULL,
    rule_set      text        NOT NULL REFERENCES rule_sets,
    round         int         NOT NULL,
    municipality  text        NOT NULL,
    questionnaire text        NOT NULL,
    generated     boolean     NOT NULL,
    average       numeric     CHECK (average BETWEEN 0 AND 100),   -- unrounded; null: no objective answered
    band          text        CHECK (band IN ('RED', 'ORANGE', 'GREEN')),
    objectives    jsonb       NOT NULL,   -- ObjectiveScore in the order of the questionnaire, explanations included
    suggestions   jsonb       NOT NULL,   -- Suggestion, most points first
    scored_at     timestamptz NOT NULL,
    PRIMARY KEY (response_id, revision, rule_set),
    CHECK ((average IS NULL) = (band IS NULL))
);
CREATE INDEX scores_by_round ON scores (round, response_id, revision);

-- The highest revision heard of decides, whatever the order of arrival; a withdrawal holds until a higher one comes.
CREATE TABLE responses (
    id           text    PRIMARY KEY,
    round        int     NOT NULL,
    municipality text    NOT NULL,
    revision     int     NOT NULL,
    is_withdrawn boolean NOT NULL
);
CREATE INDEX responses_by_municipality ON responses (municipality, round);

GRANT SELECT, INSERT ON rule_sets, scores TO scoring_app;
GRANT SELECT, INSERT, UPDATE ON responses TO scoring_app;

-- Second wall: even a query that forgets its WHERE sees the rows of one municipality only, or of none. The service's
-- own work (events, internal routes) says that it acts as the service.
ALTER TABLE scores ENABLE ROW LEVEL SECURITY;
ALTER TABLE scores FORCE ROW LEVEL SECURITY;
CREATE POLICY scores_of_caller ON scores USING (may_touch(municipality));

ALTER TABLE responses ENABLE ROW LEVEL SECURITY;
ALTER TABLE responses FORCE ROW LEVEL SECURITY;
CREATE POLICY responses_of_caller ON responses USING (may_touch(municipality));
