-- 0001: one row per mutation that carried an Idempotency-Key. See Idempotency.cs.
-- Written in the mutation's own transaction, so that key and effect stand or fall together.
-- Found by caller and key; deleted by age.
CREATE TABLE idempotency_keys (
    subject      text        NOT NULL,   -- the caller's; the same key of two callers is two keys
    key          text        NOT NULL,
    field        text        NOT NULL,   -- the mutation's place in the request: one request may hold several
    payload_hash text        NOT NULL,   -- SHA-256 of the arguments
    result       jsonb,                  -- what the mutation answered
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (subject, key, field)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO :app_role;
