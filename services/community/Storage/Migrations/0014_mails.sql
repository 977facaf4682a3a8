-- 0014: mails to be sent. Whom to and what is blanked as soon as it is sent, given up or not needed any more.
-- Forward only: to undo, write the next number.

CREATE TABLE mails (
    id              uuid        PRIMARY KEY,
    sequence        bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind            text        NOT NULL,
    account         uuid        REFERENCES accounts ON DELETE CASCADE,          -- whom it is for, where known
    request_id      uuid        REFERENCES access_requests ON DELETE CASCADE,   -- {link} confirms this one
    invitation_id   uuid        REFERENCES invitations ON DELETE CASCADE,       -- {link} accepts this one
    name            text,
    email           text,
    subject         text,
    body            text,
    state           text        NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'DROPPED')),
    attempts        integer     NOT NULL DEFAULT 0,
    is_repeated     boolean     NOT NULL DEFAULT false,   -- an attempt ended without its outcome being known
    queued_at       timestamptz NOT NULL,
    attempted_at    timestamptz,
    attempt_ends_at timestamptz,                          -- while one is under way: when another may take over
    next_attempt_at timestamptz NOT NULL,
    ended_at        timestamptz,
    error           text,                                 -- without the address
    CHECK (num_nulls(name, email, subject, body) = CASE state WHEN 'QUEUED' THEN 0 ELSE 4 END)
);
CREATE INDEX mails_due ON mails (next_attempt_at) WHERE state = 'QUEUED';             -- Mail/
CREATE INDEX mails_attempted ON mails (attempted_at) WHERE attempted_at IS NOT NULL;  -- Mail/: the rate
CREATE INDEX mails_by_account ON mails (account) WHERE account IS NOT NULL;           -- erasure

ALTER TABLE mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE mails FORCE  ROW LEVEL SECURITY;
CREATE POLICY service_only ON mails USING (may_touch(NULL));

GRANT SELECT, INSERT, UPDATE, DELETE ON mails TO community_app;
