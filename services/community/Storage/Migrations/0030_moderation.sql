-- 0030: what members report, and what moderators do about contributions. Owned by community_owner, used as community_app.
-- Forward only: to undo, write the next number.

-- One open report of a member on a contribution; decided ones stay.
CREATE TABLE reports (
    id              uuid        PRIMARY KEY,
    contribution_id uuid        NOT NULL,                -- of a topic or a reply
    topic_id        uuid        NOT NULL REFERENCES topics,
    reply_id        uuid        REFERENCES replies,
    reporter        uuid        NOT NULL,                -- the pseudonym; shown to moderators only
    municipality    text,                                -- the reporter's then
    reason          text        NOT NULL CHECK (reason IN ('PERSONAL_DATA', 'OFFENSIVE', 'OFF_TOPIC', 'INCORRECT',
                                                           'ADVERTISING', 'OTHER')),
    remark          text        CHECK (length(remark) <= 1000),
    reported_at     timestamptz NOT NULL,
    decided_at      timestamptz,
    is_upheld       boolean,
    CHECK ((decided_at IS NULL) = (is_upheld IS NULL))
);
CREATE UNIQUE INDEX reports_open_once ON reports (contribution_id, reporter) WHERE decided_at IS NULL;
CREATE INDEX reports_of_reporter ON reports (reporter, reported_at DESC);
CREATE INDEX reports_open ON reports (contribution_id, reported_at) WHERE decided_at IS NULL;

-- Every act of moderation, with its reason; added and never changed (see the grants).
CREATE TABLE moderation_acts (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('HIDE', 'HIDE_BY_REPORTS', 'SHOW', 'KEEP', 'LOCK', 'UNLOCK',
                                                         'MOVE', 'PIN', 'UNPIN')),
    contribution_id uuid        NOT NULL,
    topic_id        uuid        NOT NULL REFERENCES topics,
    reply_id        uuid        REFERENCES replies,
    moderator       uuid,                                -- null: by enough reports
    reason          text        CHECK (length(reason) BETWEEN 1 AND 300),
    category_from   text,                                -- of MOVE
    category_to     text,
    until           timestamptz,                         -- of PIN
    done_at         timestamptz NOT NULL,
    CHECK ((moderator IS NULL) = (kind = 'HIDE_BY_REPORTS'))
);
CREATE INDEX moderation_acts_by_time ON moderation_acts (done_at DESC, id DESC);
CREATE INDEX moderation_acts_of_contribution ON moderation_acts (contribution_id, done_at DESC);

-- Who reported is between them and the moderators; what was done about a contribution is its author's to know too.
CREATE POLICY own_or_moderating ON reports USING (
    (SELECT is_service()) OR (SELECT is_moderating()) OR reporter = (SELECT acting_member()));
CREATE POLICY own_or_moderating ON moderation_acts USING (
    (SELECT is_service()) OR (SELECT is_moderating())
    OR (reply_id IS NULL AND (SELECT t.author = acting_member() FROM topics t WHERE t.id = topic_id))
    OR (SELECT r.author = acting_member() FROM replies r WHERE r.id = reply_id));
ALTER TABLE reports         ENABLE ROW LEVEL SECURITY;
ALTER TABLE reports         FORCE  ROW LEVEL SECURITY;
ALTER TABLE moderation_acts ENABLE ROW LEVEL SECURITY;
ALTER TABLE moderation_acts FORCE  ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON reports TO community_app;
GRANT UPDATE (decided_at, is_upheld) ON reports TO community_app;
GRANT SELECT, INSERT ON moderation_acts TO community_app;
