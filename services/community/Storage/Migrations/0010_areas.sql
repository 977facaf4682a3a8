-- 0010: copies of questionnaire's areas: municipalities, regions, and who is in which by the current division.
-- Filled from the seeds and by areas.published (AreaStore). Forward only: to undo, write the next number.

-- Those of earlier lists stay: members and contributions of a municipality that merged name it.
CREATE TABLE municipalities (
    code        text    PRIMARY KEY CHECK (code ~ '^GM\d{4}$'),
    name        text,                -- null for one of an earlier list whose name was never heard
    size_class  text CHECK (size_class IN (
        'UNDER_25K', 'FROM_25K_TO_50K', 'FROM_50K_TO_100K', 'FROM_100K_TO_250K', 'OVER_250K')),
    inhabitants integer CHECK (inhabitants >= 0),
    is_current  boolean NOT NULL     -- on the current list: only those can be joined
);

CREATE TABLE regions (
    code   text PRIMARY KEY,
    kind   text NOT NULL,            -- as VEILIG_THUIS or CENTRE_AREA
    name   text NOT NULL,
    centre text                      -- centre municipality; of centre areas only
);
CREATE INDEX regions_by_centre ON regions (centre) WHERE centre IS NOT NULL;   -- who may be regional coordinator

CREATE TABLE memberships_of_regions (
    municipality text NOT NULL REFERENCES municipalities,
    kind         text NOT NULL,
    region       text NOT NULL REFERENCES regions ON DELETE CASCADE,
    PRIMARY KEY (municipality, kind)   -- one region of each kind
);
CREATE INDEX memberships_by_region ON memberships_of_regions (region);   -- categories of a region: who may read

GRANT SELECT, INSERT, UPDATE ON municipalities TO community_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON regions, memberships_of_regions TO community_app;
