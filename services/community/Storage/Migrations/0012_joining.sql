-- 0012: how people come in: e-mail domains that the institute knows, requests for access, invitations, and the links in
-- mails that prove an address. Names and addresses here go when the request or invitation does (retention).
-- Forward only: to undo, write the next number.

-- Shared services have one domain for several municipalities.
CREATE TABLE email_domains (
    domain            text        NOT NULL CHECK (domain ~ '^[a-z0-9.-]{3,253}$'),
    municipality_code text        NOT NULL CHECK (municipality_code ~ '^GM\d{4}$'),
    added_at          timestamptz NOT NULL,
    added_by          text        NOT NULL,   -- pseudonym
    is_demonstration  boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (municipality_code, domain)
);

CREATE TABLE access_requests (
    id                uuid        PRIMARY KEY,
    account           uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    municipality_code text        NOT NULL CHECK (municipality_code ~ '^GM\d{4}$'),
    name              text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    email             text        NOT NULL,
    role              text        NOT NULL,
    reason            text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    domain_known      boolean     NOT NULL,   -- when it was asked
    status            text        NOT NULL CHECK (status IN (
        'UNCONFIRMED', 'OPEN', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    requested_at      timestamptz NOT NULL,
    mailed_at         timestamptz NOT NULL,   -- the last link to confirm with
    confirmed_at      timestamptz,
    decided_at        timestamptz,
    decided_by        text,                   -- pseudonym
    decision          text CHECK (length(decision) <= 1000)   -- the reason that was given
);
CREATE UNIQUE INDEX access_requests_open ON access_requests (account) WHERE status IN ('UNCONFIRMED', 'OPEN');
CREATE INDEX access_requests_by_account ON access_requests (account, requested_at DESC);      -- me, the limit a day
CREATE INDEX access_requests_by_time ON access_requests (requested_at DESC, id DESC);         -- Query.accessRequests
CREATE INDEX access_requests_by_municipality ON access_requests (municipality_code, requested_at DESC, id DESC);
CREATE INDEX access_requests_by_address ON access_requests (lower(email), requested_at);      -- the limit an address

CREATE TABLE invitations (
    id                uuid        PRIMARY KEY,
    municipality_code text        CHECK (municipality_code ~ '^GM\d{4}$'),   -- null: to the institute
    name              text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    email             text        NOT NULL,
    roles             text[]      NOT NULL CHECK (cardinality(roles) > 0),
    invited_by        text        NOT NULL,   -- pseudonym
    invited_at        timestamptz NOT NULL,
    until             timestamptz NOT NULL,
    accepted_at       timestamptz,
    accepted_by       uuid,
    withdrawn_at      timestamptz
);
CREATE INDEX invitations_by_time ON invitations (invited_at DESC, id DESC);                   -- Query.invitations
CREATE INDEX invitations_by_municipality ON invitations (municipality_code, invited_at DESC, id DESC);
CREATE INDEX invitations_by_address ON invitations (lower(email), invited_at);                -- the limit an address

-- Made when a mail is sent: what is in the mail itself is kept nowhere.
CREATE TABLE link_tokens (
    hash          bytea       PRIMARY KEY,    -- SHA-256
    request_id    uuid        REFERENCES access_requests ON DELETE CASCADE,
    invitation_id uuid        REFERENCES invitations ON DELETE CASCADE,
    until         timestamptz NOT NULL,
    CHECK ((request_id IS NULL) <> (invitation_id IS NULL))
);
CREATE INDEX link_tokens_by_request ON link_tokens (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX link_tokens_by_invitation ON link_tokens (invitation_id) WHERE invitation_id IS NOT NULL;

-- The second wall: a municipality sees what is asked of it and whom it invited, a person the own requests.
ALTER TABLE access_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_requests FORCE  ROW LEVEL SECURITY;
ALTER TABLE invitations     ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations     FORCE  ROW LEVEL SECURITY;
ALTER TABLE link_tokens     ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_tokens     FORCE  ROW LEVEL SECURITY;
CREATE POLICY own_or_service ON access_requests USING (may_touch(municipality_code) OR is_member(account));
CREATE POLICY own_or_service ON invitations USING (may_touch(municipality_code));
CREATE POLICY service_only ON link_tokens USING (may_touch(NULL));

GRANT SELECT, INSERT, UPDATE, DELETE ON email_domains, access_requests, invitations, link_tokens TO community_app;
