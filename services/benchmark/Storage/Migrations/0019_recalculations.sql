-- 0019: releases that are to be made again for an erratum, and dry runs of that, as jobs: asked in a request, done
-- beside it. Read by RecalculationStore: by id, by round, and what is still to be done, the oldest first.
-- The end of a job is written in the transaction that makes the edition, so that both are there or neither.

CREATE TABLE recalculations (
    id                uuid        PRIMARY KEY,   -- of the erratum too that comes of it
    round             int         NOT NULL,
    text              text        NOT NULL,
    without_withdrawn boolean     NOT NULL,
    is_dry_run        boolean     NOT NULL,
    expected_digest   text,                      -- of the dry run before it
    asked_by          text        NOT NULL,      -- subject of the token
    asked_at          timestamptz NOT NULL,
    state             text        NOT NULL CHECK (state IN ('ASKED', 'RUNNING', 'DONE', 'FAILED')),
    attempts          int         NOT NULL DEFAULT 0,
    started_at        timestamptz,               -- of the last attempt
    ended_at          timestamptz,
    corrects          text,                      -- id of the edition that was the newest
    edition           text,                      -- id of the one made, or that would be
    digest            text,
    cells             jsonb       NOT NULL DEFAULT '[]',
    failure_code      text,
    failure           text,
    CHECK ((state IN ('DONE', 'FAILED')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'DONE') = (edition IS NOT NULL)),
    CHECK ((state = 'FAILED') = (failure_code IS NOT NULL)),
    CHECK (is_dry_run OR expected_digest IS NOT NULL)
);
CREATE INDEX recalculations_to_do ON recalculations (asked_at, id) WHERE state IN ('ASKED', 'RUNNING');
CREATE INDEX recalculations_by_round ON recalculations (round, asked_at);

GRANT SELECT, INSERT, UPDATE ON recalculations TO benchmark_app;
