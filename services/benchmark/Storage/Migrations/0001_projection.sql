-- 0001: what benchmark keeps of other services: areas, rounds, and scores as they come in.
-- Read by AreaStore (by code), RoundStore (by year) and ScoreStore (by municipality and round; by response).
-- All of it can be fetched again; nothing here is shown to others before a release is made of it.

CREATE TABLE municipalities (
    code         text PRIMARY KEY,
    size_class   text,   -- a value of SizeClass; null: not known
    veilig_thuis text    -- code of its Veilig Thuis region; null: not known
);

CREATE TABLE regions (
    code text PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL
);

CREATE TABLE rounds (
    year          int     PRIMARY KEY,
    questionnaire text    NOT NULL,
    is_closed     boolean NOT NULL,   -- once closed it stays so
    generated     boolean NOT NULL
);

CREATE TABLE scores (
    response_id  text    NOT NULL,
    revision     int     NOT NULL,
    round        int     NOT NULL,
    municipality text    NOT NULL,
    rule_set     text    NOT NULL,
    generated    boolean NOT NULL,
    average      numeric CHECK (average BETWEEN 0 AND 100),   -- unrounded; null: no objective answered
    band         text    CHECK (band IN ('RED', 'ORANGE', 'GREEN')),
    objectives   jsonb   NOT NULL,   -- [{objective, anchoring, content, reach, total, band}]
    PRIMARY KEY (response_id, revision)
);

-- The highest revision heard of decides, whatever the order of arrival; a withdrawal holds until a higher one comes.
CREATE TABLE responses (
    id           text    PRIMARY KEY,
    round        int     NOT NULL,
    municipality text    NOT NULL,
    revision     int     NOT NULL,
    is_withdrawn boolean NOT NULL
);
CREATE INDEX responses_by_municipality ON responses (municipality, round);

GRANT SELECT, INSERT, UPDATE, DELETE ON municipalities, regions TO benchmark_app;
GRANT SELECT, INSERT, UPDATE ON rounds, scores, responses TO benchmark_app;

-- Second wall: even a query that forgets its WHERE sees the rows of one municipality only, or of none. The service's
-- own work (events, making a release) says that it acts as the service.
ALTER TABLE scores ENABLE ROW LEVEL SECURITY;
ALTER TABLE scores FORCE ROW LEVEL SECURITY;
CREATE POLICY scores_of_caller ON scores USING (may_touch(municipality));

ALTER TABLE responses ENABLE ROW LEVEL SECURITY;
ALTER TABLE responses FORCE ROW LEVEL SECURITY;
CREATE POLICY responses_of_caller ON responses USING (may_touch(municipality));
