-- 0005: several officers work on one response: answers with a revision each, submission per objective, prefilled
-- answers, remarks, a history that tells from what to what; and the institute's coding of free texts.
-- Forward only: to undo, write the next number.

ALTER TABLE responses
    DROP CONSTRAINT responses_status_check,
    ADD CONSTRAINT responses_status_check
        CHECK (status IN ('DRAFT', 'PARTLY_SUBMITTED', 'SUBMITTED', 'REOPENED', 'WITHDRAWN')),
    -- Of PARTLY_SUBMITTED: objectives (and 'extra') that are submitted and not open again.
    ADD COLUMN closed_objectives text[] NOT NULL DEFAULT '{}';

-- The objectives (and 'extra') in a submission; null: all.
ALTER TABLE submissions ADD COLUMN objectives text[];

-- An answer that was cleared stays as an empty row, so that it is known who cleared it and when.
ALTER TABLE answers
    DROP CONSTRAINT answers_check,
    ADD COLUMN revision               integer     NOT NULL DEFAULT 1,   -- of the response, when it last changed
    ADD COLUMN changed_at             timestamptz,                      -- null where it was loaded with its response
    ADD COLUMN changed_by             text,
    ADD COLUMN prefilled_round        integer,                          -- where it came from; null: given by an officer
    ADD COLUMN prefilled_municipality text,
    ADD COLUMN prefilled_generated    boolean,
    ADD COLUMN is_confirmed           boolean     NOT NULL DEFAULT true,
    ADD CHECK ((prefilled_round IS NULL) = (prefilled_municipality IS NULL)
           AND (prefilled_round IS NULL) = (prefilled_generated IS NULL)),
    ADD CHECK (is_confirmed OR prefilled_round IS NOT NULL);

-- The history stays what it was, a table that is only added to (0001 grants SELECT and INSERT), and tells more.
ALTER TABLE response_changes
    DROP CONSTRAINT response_changes_action_check,
    ADD CONSTRAINT response_changes_action_check CHECK (action IN (
        'STARTED', 'SAVED', 'PREFILLED', 'CONFIRMED', 'UNDONE', 'REMARKED', 'SUBMITTED', 'REOPENED', 'WITHDRAWN',
        'IMPORTED')),
    ADD COLUMN reason     text,
    ADD COLUMN objectives text[] NOT NULL DEFAULT '{}',   -- that were submitted, reopened or withdrawn
    ADD COLUMN changes    jsonb  NOT NULL DEFAULT '[]';   -- [{question, kind, before?, after?}]

-- Officers' notes beside a question: own municipality only, never submitted.
CREATE TABLE remarks (
    id                uuid        PRIMARY KEY,
    response_id       uuid        NOT NULL REFERENCES responses,
    municipality_code text        NOT NULL,
    question          text        NOT NULL,
    text              text        NOT NULL,
    revision          integer     NOT NULL CHECK (revision >= 1),
    written_at        timestamptz NOT NULL,
    written_by        text        NOT NULL
);
CREATE INDEX remarks_by_response ON remarks (response_id, question, written_at);   -- Response.remarks

ALTER TABLE remarks ENABLE ROW LEVEL SECURITY;
ALTER TABLE remarks FORCE  ROW LEVEL SECURITY;
CREATE POLICY own_or_service ON remarks USING (may_touch(municipality_code));
GRANT SELECT, INSERT, UPDATE, DELETE ON remarks TO questionnaire_app;

-- The institute's codebook: per question, across rounds, what texts beside "anders, namelijk" turned out to mean.
CREATE TABLE measure_codes (
    question   text        NOT NULL,
    code       text        NOT NULL CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
    label      text        NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    retired_at timestamptz,
    PRIMARY KEY (question, code)
);
GRANT SELECT, INSERT, UPDATE ON measure_codes TO questionnaire_app;

-- What a submitted text was coded to. A row is an act and is never changed; of each text the last one counts. The text
-- itself stays where it was submitted: here is its SHA-256, so that another text at the same question is another row.
CREATE TABLE codings (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    response_id uuid        NOT NULL REFERENCES responses,
    question    text        NOT NULL,
    digest      text        NOT NULL,
    revision    integer     NOT NULL CHECK (revision >= 1),
    codes       text[]      NOT NULL,                            -- empty: uncoded
    coded_at    timestamptz NOT NULL,
    coded_by    text        NOT NULL,
    undoes      integer,                                         -- the revision that this act took back
    UNIQUE (response_id, question, digest, revision)
);

-- The institute's work: no municipality sees it, not even about its own texts.
ALTER TABLE codings ENABLE ROW LEVEL SECURITY;
ALTER TABLE codings FORCE  ROW LEVEL SECURITY;
CREATE POLICY service_only ON codings USING (current_setting('monitor.acting_as', true) = 'service');
GRANT SELECT, INSERT ON codings TO questionnaire_app;

-- What submissions that count hold beside "anders, namelijk" and as own text, with what it is coded to now.
-- The caller's row security holds (security_invoker). Read by CodingStore, for one round and some of its questions.
CREATE VIEW submitted_texts WITH (security_invoker = true) AS
SELECT t.round_year, t.response_id, t.municipality_code, t.question, t.text, t.digest,
       coalesce(c.revision, 0) AS revision, coalesce(c.codes, '{}') AS codes, c.coded_at, c.coded_by
FROM (
    SELECT r.round_year, r.id AS response_id, r.municipality_code, a.question, a.text,
           encode(sha256(convert_to(a.text, 'UTF8')), 'hex') AS digest
    FROM responses r
    JOIN submissions s ON s.response_id = r.id AND s.revision = r.submitted_revision
    CROSS JOIN jsonb_to_recordset(s.answers) AS a (question text, text text)
    WHERE a.text IS NOT NULL) t
LEFT JOIN LATERAL (
    SELECT * FROM codings c
    WHERE c.response_id = t.response_id AND c.question = t.question AND c.digest = t.digest
    ORDER BY c.revision DESC LIMIT 1) c ON true;
GRANT SELECT ON submitted_texts TO questionnaire_app;
