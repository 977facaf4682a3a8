-- 0052: who was erased a moment ago, so that a token that still lives makes no new account. For no longer than such a
-- token lives: then the row goes, and whoever comes back is new. Read and written by ErasedSubjectStore.
-- Forward only: to undo, write the next number.
CREATE TABLE erased_subjects (
    id     uuid        PRIMARY KEY,   -- what services see of such a token: nobody's, and another each time
    key    bytea       NOT NULL,      -- made for this row, and gone with it
    digest bytea       NOT NULL,      -- HMAC-SHA256 by that key of the issuer, U+0000 and the subject
    until  timestamptz NOT NULL
);

ALTER TABLE erased_subjects ENABLE ROW LEVEL SECURITY;
ALTER TABLE erased_subjects FORCE  ROW LEVEL SECURITY;
CREATE POLICY service_only ON erased_subjects USING (may_touch(NULL));

GRANT SELECT, INSERT, DELETE ON erased_subjects TO community_app;
