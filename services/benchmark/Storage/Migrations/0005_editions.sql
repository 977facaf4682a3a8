-- 0005: editions of a release, and errata. A round has one release or, when an error was found, several editions of it:
-- 2017-1, 2017-2. Each stays as it is; the pointer says which is the newest.
-- Read by EditionStore (by round), ErratumStore, ReleaseMemberStore (by release) and whatever looks up the release of a
-- round.

ALTER TABLE releases DROP CONSTRAINT releases_round_key;
CREATE INDEX releases_by_round ON releases (round, made_at);

-- The only thing about a release that changes: in the transaction that freezes its next edition.
CREATE TABLE current_releases (
    round      int  PRIMARY KEY,
    release_id text NOT NULL UNIQUE REFERENCES releases
);

-- Who a release is made of: the groups that each was in, and its exact points then. Scores may be computed again later;
-- what a next edition changed is told by these.
CREATE TABLE release_members (
    release_id   text  NOT NULL REFERENCES releases,
    municipality text  NOT NULL,
    size_class   text,             -- code of the group; null: in none
    veilig_thuis text,
    scores       jsonb NOT NULL,   -- {objective: [anchoring, content, reach]}; one that it did not answer is absent
    PRIMARY KEY (release_id, municipality)
);
CREATE INDEX release_members_by_municipality ON release_members (municipality, release_id);

-- Dated corrections. `corrected_by` is the edition that takes the place of `release_id`; null: only a text was wrong.
CREATE TABLE errata (
    id           uuid        PRIMARY KEY,
    round        int         NOT NULL,
    release_id   text        NOT NULL REFERENCES releases,
    corrected_by text        UNIQUE REFERENCES releases,
    text         text        NOT NULL CHECK (length(text) BETWEEN 10 AND 4000),
    issued_by    text        NOT NULL,   -- subject of the token
    issued_at    timestamptz NOT NULL,
    CHECK (corrected_by <> release_id)
);
CREATE INDEX errata_by_round ON errata (round, issued_at);

-- What an erratum changed: groups on an objective, or on the whole ('').
CREATE TABLE corrected_cells (
    erratum_id uuid    NOT NULL REFERENCES errata,
    kind       text    NOT NULL,
    code       text    NOT NULL CHECK ((code = '') = (kind = 'COUNTRY')),
    objective  text    NOT NULL,
    is_hidden  boolean NOT NULL,   -- shown before, and not in the new edition
    PRIMARY KEY (erratum_id, kind, code, objective)
);

SELECT set_config('monitor.acting_as', 'service', true);   -- scores and the rows below are behind row security

INSERT INTO current_releases (round, release_id) SELECT round, id FROM releases;

INSERT INTO release_members (release_id, municipality, size_class, veilig_thuis, scores)
SELECT r.id,
       a.municipality,
       CASE WHEN m.size_class IN ('FROM_100K_TO_250K', 'OVER_250K') THEN 'OVER_100K' ELSE m.size_class END,
       m.veilig_thuis,
       (SELECT coalesce(jsonb_object_agg(
                   o ->> 'objective', jsonb_build_array(o -> 'anchoring', o -> 'content', o -> 'reach')), '{}')
        FROM jsonb_array_elements(s.objectives) AS o)
FROM releases r
JOIN accepted_responses a ON a.round = r.round
JOIN scores s USING (response_id, revision)
LEFT JOIN municipalities m ON m.code = a.municipality;

ALTER TABLE release_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE release_members FORCE ROW LEVEL SECURITY;
CREATE POLICY release_members_of_caller ON release_members USING (may_touch(municipality));

GRANT SELECT, INSERT, UPDATE ON current_releases TO benchmark_app;
GRANT SELECT, INSERT ON release_members, errata, corrected_cells TO benchmark_app;
