-- 0003: how many of a size class that score high on an objective tick each measure, frozen with the release.
-- Read by MeasureUseStore (by size class and round). Releases made before have no rows here.

CREATE TABLE measure_use (
    release_id text    NOT NULL REFERENCES releases,
    size_class text    NOT NULL,
    objective  text    NOT NULL,
    high       int     CHECK (high >= 5 AND high % 5 = 0),   -- how many score high, rounded down to 5
    reason     text    CHECK (reason = 'TOO_FEW'),
    measures   jsonb   NOT NULL,                             -- [{question, option, count}]; counts are multiples of 5
    generated  boolean NOT NULL,
    PRIMARY KEY (release_id, size_class, objective),
    CHECK ((high IS NULL) = (reason IS NOT NULL)),
    CHECK (high IS NOT NULL OR measures = '[]'),
    -- A last wall: no count below 5, above the half, or exact.
    CHECK (NOT jsonb_path_exists(
        measures, '$[*] ? (@.count < 5 || @.count > $high || @.count % 5 != 0)',
        jsonb_build_object('high', coalesce(high, 0))))
);
CREATE INDEX measure_use_by_size_class ON measure_use (size_class, objective);

GRANT SELECT, INSERT ON measure_use TO benchmark_app;
