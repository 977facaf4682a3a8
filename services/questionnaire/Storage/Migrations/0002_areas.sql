-- 0002: municipalities through time: names and size classes per list, every count of inhabitants, memberships per year
-- with what is doubted, and a record of each list that was brought in from CBS.
-- Read by MunicipalityStore (pages of a year), AreaHistoryStore (lineage), RegionStore (memberships), AreaImportStore.

-- A list that was brought in from CBS. What it says carries its edition; seeds replace only what does not.
CREATE TABLE area_imports (
    edition     text        PRIMARY KEY,   -- as areas.published tells it
    year        integer     NOT NULL,
    imported_at timestamptz NOT NULL,
    imported_by text        NOT NULL
);

-- A list says what a municipality was called in its year, and the size class that its year goes by.
ALTER TABLE municipality_lists
    ADD COLUMN name        text,
    ADD COLUMN size_class  smallint CHECK (size_class BETWEEN 1 AND 5),
    ADD COLUMN inhabitants integer  CHECK (inhabitants > 0),   -- the count that the size class goes by
    ADD COLUMN counted_on  date     CHECK ((inhabitants IS NULL) = (counted_on IS NULL)),
    ADD COLUMN precision   text     CHECK ((inhabitants IS NULL) = (precision IS NULL)),
    ADD COLUMN edition     text     REFERENCES area_imports;   -- null: of the seeds
UPDATE municipality_lists l SET name = m.name FROM municipalities m WHERE m.code = l.code;
ALTER TABLE municipality_lists ALTER COLUMN name SET NOT NULL;

-- Within the borders of the date.
CREATE TABLE inhabitant_counts (
    code        text    NOT NULL REFERENCES municipalities,
    counted_on  date    NOT NULL,
    inhabitants integer NOT NULL CHECK (inhabitants > 0),
    precision   text    NOT NULL CHECK (precision IN ('EXACT', 'ROUNDED_TO_5', 'SUM_OF_PREDECESSORS', 'SECONDARY')),
    edition     text    REFERENCES area_imports,
    PRIMARY KEY (code, counted_on)
);

-- One region of each kind in a year. What was loaded before is of 2017.
ALTER TABLE region_memberships
    ADD COLUMN year       integer NOT NULL DEFAULT 2017,
    ADD COLUMN confidence text    NOT NULL DEFAULT 'HIGH' CHECK (confidence IN ('HIGH', 'MEDIUM', 'LOW')),
    ADD COLUMN note       text,   -- what is doubted; in the source's words
    ADD COLUMN edition    text    REFERENCES area_imports,
    DROP CONSTRAINT region_memberships_pkey,
    ADD PRIMARY KEY (municipality_code, year, kind);
ALTER TABLE region_memberships ALTER COLUMN year DROP DEFAULT, ALTER COLUMN confidence DROP DEFAULT;
DROP INDEX region_memberships_by_region;
CREATE INDEX region_memberships_by_region ON region_memberships (region_code, year);   -- Region.municipalities

ALTER TABLE successions ADD COLUMN edition text REFERENCES area_imports;

-- Rises with every change of the areas, so that what is kept in memory is known to be old. Always one row.
CREATE TABLE area_version (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version  bigint  NOT NULL
);
INSERT INTO area_version (version) VALUES (1);

-- What an import changed, line by line: added to, never changed.
CREATE TABLE area_changes (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    edition    text   NOT NULL REFERENCES area_imports,
    kind       text   NOT NULL,
    code       text   NOT NULL,   -- a municipality's, or a region's where the kind says so
    name       text   NOT NULL,
    was        text,
    became     text
);
CREATE INDEX area_changes_by_edition ON area_changes (edition, id);   -- AreaImport.changes

GRANT SELECT, INSERT, UPDATE, DELETE ON inhabitant_counts TO questionnaire_app;
GRANT SELECT, UPDATE ON area_version TO questionnaire_app;
GRANT SELECT, INSERT ON area_imports, area_changes TO questionnaire_app;
