-- 0006: files in and out: imports of responses, consents to research (copied from community), research files given out.
-- Forward only: to undo, write the next number.

-- A file that was imported: who, when, what. Added to, never changed.
CREATE TABLE imports (
    id             uuid        PRIMARY KEY,
    round_year     integer     NOT NULL REFERENCES rounds,
    file_sha256    text        NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
    map_sha256     text        CHECK (map_sha256 ~ '^[0-9a-f]{64}$'),   -- null: without a mapping
    imported_at    timestamptz NOT NULL,
    imported_by    text        NOT NULL,   -- subject of the token
    file_rows      integer     NOT NULL,
    municipalities integer     NOT NULL,   -- whose responses it wrote
    answers        integer     NOT NULL
);
CREATE INDEX imports_by_file ON imports (round_year, file_sha256);   -- the same file again

-- Which revision of which response came from which file.
CREATE TABLE imported_responses (
    response_id       uuid    NOT NULL REFERENCES responses,
    revision          integer NOT NULL,
    municipality_code text    NOT NULL,
    import_id         uuid    NOT NULL REFERENCES imports,
    PRIMARY KEY (response_id, revision)
);

-- A copy of community's, by consent.changed: the highest revision is what holds.
CREATE TABLE research_consents (
    municipality_code text    PRIMARY KEY,
    granted           boolean NOT NULL,
    revision          integer NOT NULL CHECK (revision >= 1)
);

-- Every research file that was given out. Added to, never changed.
CREATE TABLE research_downloads (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_year    integer     NOT NULL REFERENCES rounds,
    file          text        NOT NULL CHECK (file IN ('DATA', 'CODEBOOK')),
    downloaded_at timestamptz NOT NULL,
    downloaded_by text        NOT NULL,   -- subject of the token
    file_rows     integer     NOT NULL,
    municipalities text[]     NOT NULL    -- whose answers it held
);
CREATE INDEX research_downloads_by_round ON research_downloads (round_year, id);

ALTER TABLE imported_responses ENABLE ROW LEVEL SECURITY;
ALTER TABLE imported_responses FORCE  ROW LEVEL SECURITY;
ALTER TABLE research_consents  ENABLE ROW LEVEL SECURITY;
ALTER TABLE research_consents  FORCE  ROW LEVEL SECURITY;
ALTER TABLE research_downloads ENABLE ROW LEVEL SECURITY;
ALTER TABLE research_downloads FORCE  ROW LEVEL SECURITY;

CREATE POLICY own_or_service ON imported_responses USING (may_touch(municipality_code));
CREATE POLICY own_or_service ON research_consents  USING (may_touch(municipality_code));
-- Names several municipalities: the service's own work only.
CREATE POLICY service_only ON research_downloads USING (current_setting('monitor.acting_as', true) = 'service');

GRANT SELECT, INSERT ON imports, imported_responses, research_downloads TO questionnaire_app;
GRANT SELECT, INSERT, UPDATE ON research_consents TO questionnaire_app;
