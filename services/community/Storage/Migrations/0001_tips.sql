-- 0001: tips, who found them useful, and the objectives they may be on.
-- Owned by community_owner, used as community_app. Forward only: to undo, write the next number.

-- Learned from questionnaire (questionnaire.published), and from the seeds.
CREATE TABLE objectives (
    id text PRIMARY KEY
);

CREATE TABLE tips (
    id                uuid        PRIMARY KEY,
    objective_id      text        NOT NULL REFERENCES objectives,
    title             text        NOT NULL CHECK (length(title) BETWEEN 1 AND 120 AND title !~ '[\n\r]'),
    text              text        NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
    posted_at         timestamptz NOT NULL,
    posted_by         text        NOT NULL,   -- subject of the token; never shown
    municipality_code text,                   -- the poster's; shown unless anonymous
    is_anonymous      boolean     NOT NULL,
    is_demonstration  boolean     NOT NULL
);
CREATE INDEX tips_by_objective ON tips (objective_id, posted_at DESC, id DESC);   -- Objective.tips, Suggestion.tips
CREATE INDEX tips_by_time ON tips (posted_at DESC, id DESC);                      -- Query.tips

-- A person marks a tip once: the key says so.
CREATE TABLE useful_marks (
    tip_id    uuid        NOT NULL REFERENCES tips,
    subject   text        NOT NULL,
    marked_at timestamptz NOT NULL,
    PRIMARY KEY (tip_id, subject)
);

GRANT USAGE ON SCHEMA public TO community_app;
GRANT SELECT, INSERT ON objectives, tips, useful_marks TO community_app;
