-- 0001: areas, questionnaires, rounds, and responses with their submitted revisions.
-- Owned by questionnaire_owner, used as questionnaire_app. Forward only: to undo, write the next number.

-- How names are searched and sorted: without case, accents, and the article that Dutch sorting skips ('s-Gravenhage).
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g') COLLATE "C")
$$;

CREATE FUNCTION sort_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(plain_name(name), '^(''s-|''t )', '')
$$;

-- Areas: replaced as a whole by an edition (seed), read by everyone.

CREATE TABLE municipalities (
    code             text     PRIMARY KEY CHECK (code ~ '^GM\d{4}$'),
    name             text     NOT NULL,
    inhabitants      integer  CHECK (inhabitants > 0),
    inhabitants_year smallint CHECK ((inhabitants IS NULL) = (inhabitants_year IS NULL)),
    size_class       smallint CHECK (size_class BETWEEN 1 AND 5),
    exists_since     date,
    ended_on         date,
    search_name      text COLLATE "C" NOT NULL GENERATED ALWAYS AS (plain_name(name)) STORED,
    sort_name        text COLLATE "C" NOT NULL GENERATED ALWAYS AS (sort_name(name)) STORED
);
CREATE INDEX municipalities_by_name ON municipalities (sort_name, code);   -- Query.municipalities, by page

CREATE TABLE municipality_lists (
    year integer NOT NULL,
    code text    NOT NULL REFERENCES municipalities,
    PRIMARY KEY (year, code)
);

CREATE TABLE regions (
    code        text PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('VEILIG_THUIS', 'SAFETY_REGION', 'CENTRE_AREA', 'PROVINCE', 'COROP')),
    name        text NOT NULL,
    centre_code text REFERENCES municipalities CHECK (centre_code IS NULL OR kind = 'CENTRE_AREA')
);

CREATE TABLE region_memberships (
    region_code       text NOT NULL REFERENCES regions,
    municipality_code text NOT NULL REFERENCES municipalities,
    kind              text NOT NULL,
    PRIMARY KEY (municipality_code, kind)   -- one region of each kind
);
CREATE INDEX region_memberships_by_region ON region_memberships (region_code);   -- Region.municipalities

CREATE TABLE successions (
    old_code text NOT NULL REFERENCES municipalities,
    new_code text NOT NULL REFERENCES municipalities,
    date     date NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('MERGE', 'SPLIT', 'RENAME')),
    note     text,
    PRIMARY KEY (old_code, new_code)
);
CREATE INDEX successions_by_new ON successions (new_code);   -- Municipality.predecessors

-- One row: which edition of the areas is loaded, so that loading the same one again changes nothing.
CREATE TABLE area_editions (
    edition   text        PRIMARY KEY,
    loaded_at timestamptz NOT NULL DEFAULT now()
);

-- Questionnaires: as published, word for word; json keeps the text as it came.
CREATE TABLE questionnaires (
    id           text        PRIMARY KEY,
    document     json        NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE rounds (
    year             integer PRIMARY KEY,
    status           text    NOT NULL CHECK (status IN ('PLANNED', 'OPEN', 'CLOSED')),
    questionnaire_id text    NOT NULL REFERENCES questionnaires,
    areas_year       integer NOT NULL,
    opens_on         date    NOT NULL,
    closes_on        date    CHECK (closes_on >= opens_on),
    generated        boolean NOT NULL
);

-- Responses: a municipality sees and writes its own only.

CREATE TABLE responses (
    id                 uuid        PRIMARY KEY,
    municipality_code  text        NOT NULL REFERENCES municipalities,
    round_year         integer     NOT NULL REFERENCES rounds,
    questionnaire_id   text        NOT NULL REFERENCES questionnaires,
    status             text        NOT NULL CHECK (status IN ('DRAFT', 'SUBMITTED')),
    revision           integer     NOT NULL CHECK (revision >= 1),
    submitted_revision integer     CHECK (submitted_revision BETWEEN 1 AND revision),
    submitted_at       timestamptz CHECK ((submitted_at IS NULL) = (submitted_revision IS NULL)),
    generated          boolean     NOT NULL,
    UNIQUE (round_year, municipality_code)
);

CREATE TABLE answers (
    response_id       uuid    NOT NULL REFERENCES responses,
    question          text    NOT NULL,
    municipality_code text    NOT NULL,   -- repeated from the response, so that row security needs no join
    options           text[]  NOT NULL,
    text              text,
    number            numeric,
    PRIMARY KEY (response_id, question),
    CHECK (cardinality(options) > 0 OR text IS NOT NULL OR number IS NOT NULL)
);

-- What was submitted, frozen: a row is added by each submission and never changed (see the grants).
CREATE TABLE submissions (
    response_id       uuid        NOT NULL REFERENCES responses,
    revision          integer     NOT NULL,
    municipality_code text        NOT NULL,
    round_year        integer     NOT NULL,
    questionnaire_id  text        NOT NULL,
    generated         boolean     NOT NULL,
    submitted_at      timestamptz NOT NULL,
    answers           jsonb       NOT NULL,   -- [{question, options, text?, number?}]
    PRIMARY KEY (response_id, revision)
);
CREATE INDEX submissions_by_round ON submissions (round_year, response_id);   -- /internal/rounds/{year}/...

-- Who changed what: added to, never changed.
CREATE TABLE response_changes (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    response_id       uuid        NOT NULL REFERENCES responses,
    municipality_code text        NOT NULL,
    changed_at        timestamptz NOT NULL,
    changed_by        text        NOT NULL,
    action            text        NOT NULL CHECK (action IN ('STARTED', 'SAVED', 'SUBMITTED')),
    revision          integer     NOT NULL,
    questions         text[]      NOT NULL
);
CREATE INDEX response_changes_by_response ON response_changes (response_id, id);   -- Response.history

-- The second wall: even a query that forgets its WHERE sees and writes the rows of one municipality only, or of none.
-- The service's own work (internal routes, participation, seeding) says that it acts as the service.
ALTER TABLE responses        ENABLE ROW LEVEL SECURITY;
ALTER TABLE responses        FORCE  ROW LEVEL SECURITY;
ALTER TABLE answers          ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers          FORCE  ROW LEVEL SECURITY;
ALTER TABLE submissions      ENABLE ROW LEVEL SECURITY;
ALTER TABLE submissions      FORCE  ROW LEVEL SECURITY;
ALTER TABLE response_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE response_changes FORCE  ROW LEVEL SECURITY;

CREATE POLICY own_or_service ON responses        USING (may_touch(municipality_code));
CREATE POLICY own_or_service ON answers          USING (may_touch(municipality_code));
CREATE POLICY own_or_service ON submissions      USING (may_touch(municipality_code));
CREATE POLICY own_or_service ON response_changes USING (may_touch(municipality_code));

GRANT USAGE ON SCHEMA public TO questionnaire_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
    municipalities, municipality_lists, regions, region_memberships, successions, area_editions, rounds, answers
    TO questionnaire_app;
GRANT SELECT, INSERT, UPDATE ON responses TO questionnaire_app;
GRANT SELECT, INSERT ON questionnaires, submissions, response_changes TO questionnaire_app;
