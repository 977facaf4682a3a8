-- 0007: who stands under its name: consents, and the names that a release shows.
-- Read by AreaStore, ConsentStore, ShownNameStore, NamedScoreStore. Forward only: to undo, write the next number.

-- As questionnaire sorts names: without case, accents, and the article that Dutch sorting skips ('s-Gravenhage).
CREATE FUNCTION sort_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(
        lower(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g') COLLATE "C"), '^(''s-|''t )', '')
$$;

-- Copies of questionnaire's, fetched again with the next look at the areas.
ALTER TABLE municipalities
    ADD COLUMN name      text,   -- null: not on the current list
    ADD COLUMN sort_name text COLLATE "C" GENERATED ALWAYS AS (sort_name(name)) STORED;
ALTER TABLE regions ADD COLUMN centre text;   -- centre municipality; of centre areas only

CREATE TABLE memberships (
    municipality text NOT NULL REFERENCES municipalities ON DELETE CASCADE,
    region       text NOT NULL REFERENCES regions ON DELETE CASCADE,
    PRIMARY KEY (municipality, region)
);
CREATE INDEX memberships_by_region ON memberships (region);

-- A copy of community's, by consent.changed: the highest revision is what holds.
CREATE TABLE consents (
    municipality text    NOT NULL,
    kind         text    NOT NULL CHECK (kind IN (
        'NAMED',
        'SHARED_IN_VEILIG_THUIS', 'SHARED_IN_SAFETY_REGION', 'SHARED_IN_CENTRE_AREA', 'SHARED_IN_PROVINCE')),
    granted      boolean NOT NULL,
    revision     int     NOT NULL CHECK (revision >= 1),
    PRIMARY KEY (municipality, kind)
);

-- Whose values a release takes as known to everybody: those that consented to a name when it was made, and those shown
-- since. What was once shown stays known, whatever is withdrawn.
CREATE TABLE known_names (
    release_id   text NOT NULL REFERENCES releases,
    municipality text NOT NULL,
    PRIMARY KEY (release_id, municipality)
);

-- The names that a release shows now, and by which consent: a withdrawal deletes its rows, of every release.
CREATE TABLE shown_names (
    release_id   text NOT NULL,
    municipality text NOT NULL,
    kind         text NOT NULL,
    PRIMARY KEY (release_id, kind, municipality),
    FOREIGN KEY (release_id, municipality) REFERENCES known_names,
    FOREIGN KEY (release_id, municipality) REFERENCES release_members
);
CREATE INDEX shown_names_by_municipality ON shown_names (municipality, kind);   -- a withdrawal

-- Second wall. Consents and known names are one's own; of released scores those under a shown name can be read besides.
ALTER TABLE consents ENABLE ROW LEVEL SECURITY;
ALTER TABLE consents FORCE ROW LEVEL SECURITY;
CREATE POLICY consents_of_caller ON consents USING (may_touch(municipality));

ALTER TABLE known_names ENABLE ROW LEVEL SECURITY;
ALTER TABLE known_names FORCE ROW LEVEL SECURITY;
CREATE POLICY known_names_of_caller ON known_names USING (may_touch(municipality));

CREATE POLICY release_members_by_name ON release_members FOR SELECT USING (EXISTS (
    SELECT FROM shown_names n
    WHERE n.release_id = release_members.release_id AND n.municipality = release_members.municipality));

GRANT SELECT, INSERT, DELETE ON memberships TO benchmark_app;
GRANT SELECT, INSERT, UPDATE ON consents TO benchmark_app;
GRANT SELECT, INSERT ON known_names TO benchmark_app;
GRANT SELECT, INSERT, DELETE ON shown_names TO benchmark_app;
