-- 0004: the scores of a group in every combination of parts, with how they lie, and how the same municipalities scored in
-- an earlier round. Read by GroupScoreStore (by release, group and combination; panels by release and earlier round).

-- Releases made before have means of all parts together and of each part only: what they lack answers NOT_IN_RELEASE.
ALTER TABLE releases ADD COLUMN has_all_combinations boolean NOT NULL DEFAULT false;
ALTER TABLE releases ALTER COLUMN has_all_combinations SET DEFAULT true;

ALTER TABLE aggregates
    DROP CONSTRAINT aggregates_kind_check,
    ADD CONSTRAINT aggregates_kind_check
        CHECK (kind IN ('COUNTRY', 'SIZE_CLASS', 'VEILIG_THUIS', 'SIZE_CLASS_IN_VEILIG_THUIS')),
    DROP CONSTRAINT aggregates_check3,   -- the bands of averages may be withheld where their number is not
    ADD CONSTRAINT aggregates_bands_check CHECK (n IS NOT NULL OR average_bands = '[]');

-- A row for each combination that is shown; a group that is withheld on an objective has none. The checks are a last
-- wall: no number about too few municipalities can be stored at all, and none that is finer than its size allows.
CREATE TABLE group_scores (
    release_id     text NOT NULL,
    kind           text NOT NULL,
    code           text NOT NULL,
    components     text NOT NULL CHECK (components IN ('A', 'C', 'AC', 'R', 'AR', 'CR', 'ACR')),
    objective      text NOT NULL,      -- '': the average over objectives
    n              int  NOT NULL CHECK (n >= CASE kind WHEN 'COUNTRY' THEN 6 ELSE 5 END),
    mean           int  NOT NULL CHECK (mean >= 0),
    band           text CHECK (band IN ('RED', 'ORANGE', 'GREEN')),   -- null: of a part, in a release from before
    lower_quartile int,                -- these four are null where the shape is withheld
    median         int,
    upper_quartile int,
    bands          int[],              -- red, orange, green
    tenths         int[],              -- of the maximum, the lowest first; null where they are withheld
    PRIMARY KEY (release_id, kind, code, components, objective),
    FOREIGN KEY (release_id, kind, code) REFERENCES aggregates,
    CHECK (greatest(mean, upper_quartile) <= 25 * length(components) + CASE WHEN components LIKE '%C%' THEN 25 ELSE 0 END),
    CHECK (num_nonnulls(lower_quartile, median, upper_quartile, bands) IN (0, 4)),
    CHECK (lower_quartile BETWEEN 0 AND median AND median <= upper_quartile),
    CHECK (bands IS NULL OR n >= 10),
    CHECK (tenths IS NULL OR (bands IS NOT NULL AND n >= 20)),
    CHECK (cardinality(bands) = 3 AND 0 <= ALL (bands)),
    CHECK (cardinality(tenths) = 10 AND 0 <= ALL (tenths)),
    CHECK (kind = 'COUNTRY' OR n % 5 = 0)
);

INSERT INTO group_scores (release_id, kind, code, components, objective, n, mean, band)
SELECT o.release_id, o.kind, o.code, part.components, o.objective, o.n, part.mean, part.band
FROM objective_aggregates o
CROSS JOIN LATERAL (VALUES
    ('A', o.anchoring, NULL), ('C', o.content, NULL), ('R', o.reach, NULL), ('ACR', o.total, o.band)
) AS part (components, mean, band)
WHERE o.n IS NOT NULL;

-- What remains there says which objectives there are, in which order, and which of them are withheld.
ALTER TABLE objective_aggregates
    DROP CONSTRAINT objective_aggregates_check2,
    DROP COLUMN anchoring,
    DROP COLUMN content,
    DROP COLUMN reach,
    DROP COLUMN total,
    DROP COLUMN band;

-- Those of a group that answered an earlier round as well, in both rounds. A mean of each combination, in the order
-- A, C, AC, R, AR, CR, ACR; all but the last are null where single parts are withheld.
CREATE TABLE group_panels (
    release_id text  NOT NULL,
    kind       text  NOT NULL,
    code       text  NOT NULL,
    since      int   NOT NULL,         -- year of the earlier round
    objective  text  NOT NULL,         -- '': the average over objectives
    n          int   NOT NULL CHECK (n >= CASE kind WHEN 'COUNTRY' THEN 6 ELSE 5 END),
    before     int[] NOT NULL CHECK (cardinality(before) = 7 AND 0 <= ALL (before) AND 100 >= ALL (before)),
    after      int[] NOT NULL CHECK (cardinality(after) = 7 AND 0 <= ALL (after) AND 100 >= ALL (after)),
    PRIMARY KEY (release_id, kind, code, since, objective),
    FOREIGN KEY (release_id, kind, code) REFERENCES aggregates,
    CHECK (before[7] IS NOT NULL AND after[7] IS NOT NULL),
    CHECK (kind = 'COUNTRY' OR n % 5 = 0)
);

GRANT SELECT, INSERT ON group_scores, group_panels TO benchmark_app;
