-- 0002: releases, frozen: the application may add rows and read them, and nothing else.
-- Read by ReleaseStore (by round, kind and code; by round) and PendingReleaseStore.

-- A closed round of which the release is still to be made, and the exact revisions that it is to be made of.
CREATE TABLE pending_releases (
    round     int         PRIMARY KEY,
    closed_at timestamptz NOT NULL
);

CREATE TABLE accepted_responses (
    round        int  NOT NULL,
    response_id  text NOT NULL,
    revision     int  NOT NULL,
    municipality text NOT NULL,
    PRIMARY KEY (round, response_id)
);

CREATE TABLE releases (
    id        text        PRIMARY KEY,   -- year and number: 2017-1
    round     int         NOT NULL UNIQUE,
    rule_set  text,                      -- null: nobody took part
    generated boolean     NOT NULL,
    made_at   timestamptz NOT NULL
);

-- The checks are a last wall: no number about too few municipalities can be stored at all. Counts below the country are
-- rounded to 5 (6 and 7 become 5), as they are shown.
CREATE TABLE aggregates (
    release_id    text    NOT NULL REFERENCES releases,
    kind          text    NOT NULL CHECK (kind IN ('COUNTRY', 'SIZE_CLASS', 'VEILIG_THUIS')),
    code          text    NOT NULL CHECK ((code = '') = (kind = 'COUNTRY')),
    label         text    NOT NULL,
    n             int     CHECK (n >= CASE kind WHEN 'COUNTRY' THEN 6 ELSE 5 END),
    reason        text    CHECK (reason = 'TOO_FEW'),
    average_bands jsonb   NOT NULL,      -- [{band, count}]; empty with a reason
    generated     boolean NOT NULL,
    PRIMARY KEY (release_id, kind, code),
    CHECK ((n IS NULL) = (reason IS NOT NULL)),
    CHECK ((n IS NULL) = (average_bands = '[]'))
);

CREATE TABLE objective_aggregates (
    release_id text NOT NULL,
    kind       text NOT NULL,
    code       text NOT NULL,
    position   int  NOT NULL,            -- order of the questionnaire
    objective  text NOT NULL,
    n          int  CHECK (n >= CASE kind WHEN 'COUNTRY' THEN 6 ELSE 5 END),
    reason     text CHECK (reason = 'TOO_FEW'),
    anchoring  int  CHECK (anchoring BETWEEN 0 AND 25),
    content    int  CHECK (content BETWEEN 0 AND 50),
    reach      int  CHECK (reach BETWEEN 0 AND 25),
    total      int  CHECK (total BETWEEN 0 AND 100),
    band       text CHECK (band IN ('RED', 'ORANGE', 'GREEN')),
    PRIMARY KEY (release_id, kind, code, objective),
    FOREIGN KEY (release_id, kind, code) REFERENCES aggregates,
    CHECK ((n IS NULL) = (reason IS NOT NULL)),
    CHECK (num_nonnulls(n, anchoring, content, reach, total, band) IN (0, 6))
);

CREATE TABLE frequencies (
    release_id  text    NOT NULL REFERENCES releases,
    position    int     NOT NULL,        -- order of the questionnaire
    objective   text    NOT NULL,
    respondents int     CHECK (respondents >= 6),
    reason      text    CHECK (reason = 'TOO_FEW'),
    in_policy   jsonb,                   -- {count, percentage}
    questions   jsonb   NOT NULL,        -- [{id, label, options: [{id, label, count, percentage}]}]
    generated   boolean NOT NULL,
    PRIMARY KEY (release_id, objective),
    CHECK ((respondents IS NULL) = (reason IS NOT NULL)),
    CHECK ((respondents IS NULL) = (in_policy IS NULL)),
    CHECK (respondents IS NOT NULL OR questions = '[]')
);

GRANT SELECT, INSERT, DELETE ON pending_releases TO benchmark_app;
GRANT SELECT, INSERT ON accepted_responses, releases, aggregates, objective_aggregates, frequencies TO benchmark_app;
