-- 0031: what members follow and mute, what they are told of, and what is still to be told.
-- Owned by community_owner, used as community_app. Forward only: to undo, write the next number.

CREATE TABLE follows (
    member uuid        NOT NULL,
    kind   text        NOT NULL CHECK (kind IN ('TOPIC', 'CATEGORY', 'OBJECTIVE')),
    target text        NOT NULL,                            -- its id
    since  timestamptz NOT NULL,
    PRIMARY KEY (member, kind, target)
);
CREATE INDEX follows_of_target ON follows (kind, target, member);   -- whom to tell

-- A topic, or those who are shown as the author of a contribution is. Never the author: an anonymous one stays so.
CREATE TABLE mutes (
    member          uuid        NOT NULL,
    topic_id        uuid,
    contribution_id uuid,
    since           timestamptz NOT NULL,
    CHECK (num_nonnulls(topic_id, contribution_id) = 1),
    UNIQUE NULLS NOT DISTINCT (member, topic_id, contribution_id)
);

CREATE TABLE notifications (
    id              uuid        PRIMARY KEY,
    member          uuid        NOT NULL,
    kind            text        NOT NULL
                    CHECK (kind IN ('REPLY', 'MENTION', 'ANSWER', 'NEW_TIP', 'NEW_TOPIC', 'NEWS', 'MODERATED')),
    contribution_id uuid        NOT NULL,                   -- of a topic or a reply
    topic_id        uuid        NOT NULL,
    at              timestamptz NOT NULL,
    read_at         timestamptz,
    UNIQUE (member, contribution_id, kind)                  -- told once, however often it is tried
);
CREATE INDEX notifications_of_member ON notifications (member, at DESC, id DESC);
CREATE INDEX notifications_unread ON notifications (member, at DESC, id DESC) WHERE read_at IS NULL;

CREATE TABLE notification_settings (
    member    uuid        PRIMARY KEY,
    digest    text        NOT NULL DEFAULT 'WEEKLY' CHECK (digest IN ('DAILY', 'WEEKLY', 'OFF')),
    news      boolean     NOT NULL DEFAULT true,
    new_tips  boolean     NOT NULL DEFAULT true,
    digest_at timestamptz                                   -- when a digest was last made, or found empty
);

-- What is still to be told: added in the transaction of the contribution, deleted in that of the notifications.
CREATE TABLE notification_jobs (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('POSTED', 'TIP', 'ANSWERED', 'MODERATED')),
    contribution_id uuid        NOT NULL,
    topic_id        uuid        NOT NULL,
    by_member       uuid,                                   -- who did it, and need not be told
    added_at        timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0
);
CREATE INDEX notification_jobs_due ON notification_jobs (next_attempt_at, id);

-- Who may read a category: the rule of readable_categories(), asked of many members at once.
CREATE FUNCTION reads_category(category text, municipality text, moderates boolean) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT FROM categories c
        WHERE c.id = category
          AND (c.is_open OR moderates
               OR c.region_code IN (SELECT m.region FROM memberships_of_regions m WHERE m.municipality = $2)))
$$;

ALTER TABLE follows               ENABLE ROW LEVEL SECURITY;
ALTER TABLE follows               FORCE  ROW LEVEL SECURITY;
ALTER TABLE mutes                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE mutes                 FORCE  ROW LEVEL SECURITY;
ALTER TABLE notifications         ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications         FORCE  ROW LEVEL SECURITY;
ALTER TABLE notification_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_settings FORCE  ROW LEVEL SECURITY;
ALTER TABLE notification_jobs     ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_jobs     FORCE  ROW LEVEL SECURITY;
CREATE POLICY own ON follows               USING (is_member(member));
CREATE POLICY own ON mutes                 USING (is_member(member));
CREATE POLICY own ON notifications         USING (is_member(member));
CREATE POLICY own ON notification_settings USING (is_member(member));
CREATE POLICY anyone_adds  ON notification_jobs FOR INSERT WITH CHECK (true);
CREATE POLICY service_only ON notification_jobs USING (may_touch(NULL));

GRANT SELECT, INSERT, UPDATE, DELETE
    ON follows, mutes, notifications, notification_settings, notification_jobs TO community_app;
