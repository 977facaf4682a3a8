-- 0017: own selections of municipalities to compare with, and what trends need to follow municipalities through time.
-- Read by SelectionStore (by municipality), LineageStore. Forward only: to undo, write the next number.

CREATE TABLE selections (
    id           uuid        PRIMARY KEY,
    municipality text        NOT NULL,   -- whose it is
    owner        text        NOT NULL,   -- subject of the token of who made it
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80 AND name !~ '[\n\r]'),
    is_shared    boolean     NOT NULL,   -- with colleagues of the municipality
    chosen       text[]      NOT NULL CHECK (cardinality(chosen) <= 100),
    deleted_at   timestamptz             -- can be undone for 30 days
);
CREATE INDEX selections_by_municipality ON selections (municipality, owner);

ALTER TABLE selections ENABLE ROW LEVEL SECURITY;
ALTER TABLE selections FORCE ROW LEVEL SECURITY;
CREATE POLICY selections_of_caller ON selections USING (may_touch(municipality));

-- The copy of questionnaire's lineage. One row for all replicas: an event that makes it old reaches only one of them.
CREATE TABLE lineage (
    only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    document   jsonb       NOT NULL,   -- Lineage
    fetched_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE, DELETE ON selections TO benchmark_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON lineage TO benchmark_app;
