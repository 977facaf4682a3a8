-- 0004: rounds that open and close at a moment, the municipalities invited, whom to write to, and what was written.
-- Read by RoundStore and its neighbours, and by Clock/ and Mail/, which look for what is due.
-- Forward only: to undo, write the next number.

ALTER TABLE rounds
    ADD COLUMN opens_at  timestamptz,
    ADD COLUMN closes_at timestamptz;
UPDATE rounds SET
    opens_at  = opens_on::timestamp AT TIME ZONE 'Europe/Amsterdam',
    closes_at = (closes_on + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam';   -- the last day was part of it
ALTER TABLE rounds
    ALTER COLUMN opens_at SET NOT NULL,
    DROP COLUMN opens_on,
    DROP COLUMN closes_on,
    ADD CONSTRAINT rounds_times CHECK (closes_at > opens_at),
    DROP CONSTRAINT rounds_status_check,
    ADD CONSTRAINT rounds_status_check CHECK (status IN ('PLANNED', 'OPEN', 'CLOSED', 'CANCELLED'));
CREATE INDEX rounds_due ON rounds (status) WHERE status IN ('PLANNED', 'OPEN');   -- Clock/: opening, closing

-- Who may take part. Added to until the round closes; what an opened round has is not taken away.
CREATE TABLE invited (
    round_year        integer     NOT NULL REFERENCES rounds,
    municipality_code text        NOT NULL REFERENCES municipalities,
    invited_at        timestamptz NOT NULL,
    invitation_due_at timestamptz,   -- from when its contacts are to be written to; null: not asked for
    PRIMARY KEY (round_year, municipality_code)
);
CREATE INDEX invited_due ON invited (round_year) WHERE invitation_due_at IS NOT NULL;   -- Clock/: invitations
INSERT INTO invited (round_year, municipality_code, invited_at)
SELECT r.year, l.code, r.opens_at FROM rounds r JOIN municipality_lists l ON l.year = r.areas_year;

-- Who changed what: added to, never changed.
CREATE TABLE round_changes (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_year     integer     NOT NULL REFERENCES rounds,
    changed_at     timestamptz NOT NULL,
    changed_by     text,               -- null: the clock
    action         text        NOT NULL,
    fields         jsonb       NOT NULL,   -- [{field, from?, to?}]
    municipalities text[]      NOT NULL
);
CREATE INDEX round_changes_by_round ON round_changes (round_year, id);   -- Round.changes

-- Whom to write to: personal data of officials, for the institute and their own municipality only.
CREATE TABLE contacts (
    id                uuid        PRIMARY KEY,
    municipality_code text        NOT NULL REFERENCES municipalities,
    name              text        NOT NULL,
    email             text        NOT NULL,
    changed_at        timestamptz NOT NULL
);
CREATE UNIQUE INDEX contacts_by_email ON contacts (municipality_code, lower(email));

-- The institute's own invitation of a round; the default text where there is no row.
CREATE TABLE invitation_texts (
    round_year integer PRIMARY KEY REFERENCES rounds,
    subject    text    NOT NULL,
    body       text    NOT NULL
);

-- Due at a moment given, or a number of days before the closing: then due_at follows when that moves.
CREATE TABLE reminders (
    id                  uuid        PRIMARY KEY,
    round_year          integer     NOT NULL REFERENCES rounds,
    days_before_closing integer     CHECK (days_before_closing BETWEEN 0 AND 365),
    due_at              timestamptz CHECK (due_at IS NOT NULL OR days_before_closing IS NOT NULL),
    subject             text,
    body                text        CHECK ((subject IS NULL) = (body IS NULL)),   -- null: the default text
    done_at             timestamptz,
    outcome             text        CHECK (outcome IN ('SENT', 'PASSED_OVER')),
    CHECK ((done_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX reminders_by_round ON reminders (round_year);
CREATE INDEX reminders_due ON reminders (due_at) WHERE done_at IS NULL;   -- Clock/: reminders

-- A row a mail. Made once for each contact and cause; the text is kept as it was sent.
CREATE TABLE messages (
    id                uuid        PRIMARY KEY,
    sequence          bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    round_year        integer     NOT NULL REFERENCES rounds,
    municipality_code text        NOT NULL REFERENCES municipalities,
    contact_id        uuid        NOT NULL,   -- kept when the contact goes, so that nobody is written to twice
    kind              text        NOT NULL CHECK (kind IN ('INVITATION', 'REMINDER')),
    reminder_id       uuid        REFERENCES reminders CHECK ((reminder_id IS NULL) = (kind = 'INVITATION')),
    name              text,                   -- null once the contact is removed
    email             text        CHECK ((name IS NULL) = (email IS NULL)),
    state             text        NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'DROPPED')),
    attempts          integer     NOT NULL DEFAULT 0,
    is_repeated       boolean     NOT NULL DEFAULT false,   -- an attempt ended without its outcome being known
    queued_at         timestamptz NOT NULL,
    attempted_at      timestamptz,
    attempt_ends_at   timestamptz,            -- while one is under way: when another process may take over
    next_attempt_at   timestamptz NOT NULL,
    sent_at           timestamptz,
    subject           text,
    body              text,
    error             text
);
CREATE UNIQUE INDEX messages_once ON messages
    (round_year, contact_id, coalesce(reminder_id, '00000000-0000-0000-0000-000000000000'));
CREATE INDEX messages_by_round ON messages (round_year, sequence);                        -- Round.messages
CREATE INDEX messages_due ON messages (next_attempt_at) WHERE state = 'QUEUED';           -- Mail/
CREATE INDEX messages_attempted ON messages (attempted_at) WHERE attempted_at IS NOT NULL;   -- Mail/: the rate

ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
ALTER TABLE contacts FORCE  ROW LEVEL SECURITY;
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE  ROW LEVEL SECURITY;
CREATE POLICY own_or_service ON contacts USING (may_touch(municipality_code));
CREATE POLICY own_or_service ON messages USING (may_touch(municipality_code));

GRANT SELECT, INSERT, UPDATE, DELETE ON invited, contacts, invitation_texts, reminders TO questionnaire_app;
GRANT SELECT, INSERT, UPDATE ON messages TO questionnaire_app;
GRANT SELECT, INSERT ON round_changes TO questionnaire_app;
