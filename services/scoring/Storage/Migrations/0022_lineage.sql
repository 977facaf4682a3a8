-- 0022: the copy of questionnaire's lineage by which scores of earlier rounds are derived. Independent of other numbers.
-- Read by LineageStore. One row for all replicas: an event that makes it old reaches only one of them.

CREATE TABLE lineage (
    only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    document   jsonb       NOT NULL,   -- Lineage
    fetched_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE ON lineage TO scoring_app;
