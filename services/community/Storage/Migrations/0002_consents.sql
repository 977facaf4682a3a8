-- 0002: what municipalities consented to. Owned by community, copied by those who act on it (consent.changed).
-- Forward only: to undo, write the next number.

-- A row per decision, added and never changed (see the grants): the highest revision is what holds now.
CREATE TABLE consents (
    municipality_code text        NOT NULL CHECK (municipality_code ~ '^GM\d{4}$'),
    kind              text        NOT NULL CHECK (kind IN ('RESEARCH')),
    revision          integer     NOT NULL CHECK (revision >= 1),
    granted           boolean     NOT NULL,
    decided_at        timestamptz NOT NULL,
    decided_by        text        NOT NULL,   -- subject of the token
    PRIMARY KEY (municipality_code, kind, revision)
);

-- The second wall: a municipality sees and decides its own only.
ALTER TABLE consents ENABLE ROW LEVEL SECURITY;
ALTER TABLE consents FORCE  ROW LEVEL SECURITY;
CREATE POLICY own_or_service ON consents USING (may_touch(municipality_code));

GRANT SELECT, INSERT ON consents TO community_app;
