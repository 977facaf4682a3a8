-- 0016: persons who are to be erased, and those who were: by pseudonym, so that it can be shown that it was done.
-- Read by ErasureStore: of one member, and those due. Forward only: to undo, write the next number.
CREATE TABLE erasures (
    member        uuid        PRIMARY KEY,
    asked_at      timestamptz NOT NULL,
    asked_by      text,                     -- pseudonym: the person, or an administrator; null: kept no longer
    contributions text        NOT NULL CHECK (contributions IN ('KEEP', 'REMOVE')),
    due_at        timestamptz NOT NULL,     -- until then it can be undone
    next_at       timestamptz NOT NULL,     -- later than due_at after an attempt that failed
    attempts      integer     NOT NULL DEFAULT 0,
    erased_at     timestamptz
);
CREATE INDEX erasures_due ON erasures (next_at) WHERE erased_at IS NULL;

ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasures FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_service ON erasures USING (is_member(member));
GRANT SELECT, INSERT, UPDATE, DELETE ON erasures TO community_app;
