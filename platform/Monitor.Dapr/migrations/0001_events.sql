-- 0001: events on their way out and in.
-- outbox: written by Outbox.AddAsync beside the change; numbered and published by OutboxRelay; read by GET /events.
-- inbox: written in the transaction of each effect, so that an event takes effect once.
-- Forward only: to undo, write the next number.
CREATE TABLE outbox (
    sequence        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              uuid        NOT NULL UNIQUE,          -- the event's id for ever, however often it is sent
    topic           text        NOT NULL,
    data            json        NOT NULL,
    traceparent     text,
    tracestate      text,
    added_at        timestamptz NOT NULL,
    position        bigint      UNIQUE CHECK (position > 0),   -- given at publish; contiguous, unlike sequence
    published_at    timestamptz,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_error      text
);
CREATE INDEX outbox_to_number ON outbox (sequence) WHERE position IS NULL;
CREATE INDEX outbox_to_publish ON outbox (position) WHERE published_at IS NULL AND position IS NOT NULL;

-- The last position given: one row, so that positions go on where they were when old rows are gone.
CREATE TABLE outbox_position (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    last    bigint  NOT NULL
);
INSERT INTO outbox_position (last) VALUES (0);

CREATE TABLE inbox (
    source     text        NOT NULL,
    id         text        NOT NULL,
    position   bigint      NOT NULL,                      -- 0: the event had none
    handled_at timestamptz NOT NULL,
    PRIMARY KEY (source, id)
);
CREATE INDEX inbox_by_position ON inbox (source, position);

-- Up to where each publisher's events are handled without a gap.
CREATE TABLE positions (
    publisher text   PRIMARY KEY,
    position  bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox, outbox_position, inbox, positions TO :app_role;
