-- 0009: figures brought in from files and addresses: the mappings, what was imported, and what is due by the clock.
-- Read by FigureMappingStore (by name), FigureImportStore (the latest; by file and mapping), FigureScheduleStore (due).

-- Every mapping that was ever used, as it came. One of a name is asked for by that name; a mapping that came with an
-- import is on record and nothing more.
CREATE TABLE figure_mappings (
    sha256     text        PRIMARY KEY,
    name       text        NOT NULL,
    document   text        NOT NULL,
    is_current boolean     NOT NULL,
    kept_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX figure_mappings_by_name ON figure_mappings (name) WHERE is_current;

-- An import that changed something. The observations are editions; this says where they came from.
CREATE TABLE figure_imports (
    id             uuid        PRIMARY KEY,
    mapping        text        NOT NULL,
    mapping_sha256 text        NOT NULL REFERENCES figure_mappings,
    table_id       text        NOT NULL,   -- such as 84852NED
    content        text        NOT NULL,   -- name of the file, or the address
    sha256         text        NOT NULL,   -- of its bytes; of an address, of all its pages
    imported_at    timestamptz NOT NULL,
    imported_by    text        NOT NULL,   -- subject of the token; of the clock, 'schedule'
    published_on   date        NOT NULL,   -- what its observations carry
    cells          int         NOT NULL,
    added          int         NOT NULL,
    revised        int         NOT NULL,
    equal          int         NOT NULL,
    suppressed     int         NOT NULL,
    skipped        int         NOT NULL,
    not_mapped     int         NOT NULL
);
CREATE INDEX figure_imports_by_time ON figure_imports (imported_at DESC, id);      -- Query.figureImports
CREATE INDEX figure_imports_by_file ON figure_imports (sha256, mapping_sha256);    -- was this very file imported before

-- What the clock has to do: one row for each mapping and day. Who takes one holds it by next_attempt_at.
CREATE TABLE figure_schedule (
    mapping         text        NOT NULL,
    due_on          date        NOT NULL,
    attempts        int         NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    done_at         timestamptz,
    outcome         text        CHECK (outcome IN ('IMPORTED', 'UNCHANGED', 'GIVEN_UP')),
    failure         text,                 -- of the last attempt; null where it went well
    import_id       uuid        REFERENCES figure_imports,
    PRIMARY KEY (mapping, due_on),
    CHECK ((done_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX figure_schedule_due ON figure_schedule (next_attempt_at) WHERE done_at IS NULL;

GRANT SELECT, INSERT ON figure_imports TO benchmark_app;
GRANT SELECT, INSERT, UPDATE ON figure_mappings, figure_schedule TO benchmark_app;
