-- 0051: authors are told, too, when reports hid what they wrote and when it is seen again; and what moderators edit,
-- delete, restore and mark stands with their other acts.
-- Forward only: to undo, write the next number.
ALTER TABLE notifications
    DROP CONSTRAINT notifications_kind_check,
    ADD CONSTRAINT notifications_kind_check CHECK (
        kind IN ('REPLY', 'MENTION', 'ANSWER', 'NEW_TIP', 'NEW_TOPIC', 'NEWS', 'MODERATED', 'HIDDEN_BY_REPORTS',
                 'SHOWN_AGAIN'));
ALTER TABLE notification_jobs
    DROP CONSTRAINT notification_jobs_kind_check,
    ADD CONSTRAINT notification_jobs_kind_check CHECK (
        kind IN ('POSTED', 'TIP', 'ANSWERED', 'MODERATED', 'HIDDEN_BY_REPORTS', 'SHOWN_AGAIN'));
ALTER TABLE moderation_acts
    DROP CONSTRAINT moderation_acts_kind_check,
    ADD CONSTRAINT moderation_acts_kind_check CHECK (
        kind IN ('HIDE', 'HIDE_BY_REPORTS', 'SHOW', 'KEEP', 'LOCK', 'UNLOCK', 'MOVE', 'PIN', 'UNPIN', 'EDIT', 'DELETE',
                 'RESTORE', 'ANSWER', 'REOPEN'));
