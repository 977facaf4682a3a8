-- 0011: accounts (whom an identity provider knows), members (accounts with a membership) and machines.
-- An account's id, as 32 hexadecimal digits, is the pseudonym: the only thing that stores, events and logs outside
-- these tables know of a person. Erasure deletes the account, and with it the way back.
-- Forward only: to undo, write the next number.

CREATE TABLE accounts (
    id               uuid        PRIMARY KEY,
    issuer           text        NOT NULL,
    subject          text        NOT NULL,
    since            timestamptz NOT NULL,
    is_demonstration boolean     NOT NULL DEFAULT false,
    UNIQUE (issuer, subject)               -- POST /internal/callers/find
);

-- A row stays when the membership ends: contributions keep the name that their author chose.
CREATE TABLE members (
    id                uuid        PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    name              text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    email             text,                -- null once the membership ended: nobody is written to then
    municipality_code text        CHECK (municipality_code ~ '^GM\d{4}$'),   -- null: of no municipality (institute)
    roles             text[]      NOT NULL,
    status            text        NOT NULL CHECK (status IN ('ACTIVE', 'ENDED')),
    since             timestamptz NOT NULL,   -- of this membership
    ended_at          timestamptz CHECK ((ended_at IS NULL) = (status = 'ACTIVE')),
    revision          integer     NOT NULL CHECK (revision >= 1),   -- one higher with each change of what they may
    is_demonstration  boolean     NOT NULL DEFAULT false,
    CHECK (status = 'ACTIVE' OR (roles = '{}' AND email IS NULL))
);
CREATE INDEX members_by_municipality ON members (municipality_code, id);     -- Municipality.members, the last coordinator
CREATE INDEX members_by_since ON members (since DESC, id DESC);              -- Query.members

-- Programs that ask for themselves (client credentials), for a municipality or for the institute.
CREATE TABLE machines (
    id                uuid        PRIMARY KEY,
    issuer            text        NOT NULL,
    client_id         text        NOT NULL,
    name              text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    municipality_code text        CHECK (municipality_code ~ '^GM\d{4}$'),   -- null: the institute's
    scopes            text[]      NOT NULL,
    registered_at     timestamptz NOT NULL,
    registered_by     text        NOT NULL,   -- pseudonym
    revoked_at        timestamptz,
    revoked_by        text,
    revision          integer     NOT NULL CHECK (revision >= 1),
    is_demonstration  boolean     NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX machines_by_client ON machines (issuer, client_id) WHERE revoked_at IS NULL;
CREATE INDEX machines_by_municipality ON machines (municipality_code, registered_at DESC, id DESC);

-- The second wall: a municipality sees its own, a person the own membership. accounts hold no municipality: only the
-- service itself reads issuer and subject.
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts FORCE  ROW LEVEL SECURITY;
ALTER TABLE members  ENABLE ROW LEVEL SECURITY;
ALTER TABLE members  FORCE  ROW LEVEL SECURITY;
ALTER TABLE machines ENABLE ROW LEVEL SECURITY;
ALTER TABLE machines FORCE  ROW LEVEL SECURITY;
CREATE POLICY service_only ON accounts USING (may_touch(NULL));
CREATE POLICY own_or_service ON members USING (may_touch(municipality_code) OR is_member(id));
CREATE POLICY own_or_service ON machines USING (may_touch(municipality_code));

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts, members, machines TO community_app;
