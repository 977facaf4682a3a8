-- 0039: what a person wrote with a report goes when they are erased; the report itself stays, by pseudonym.
-- Forward only: to undo, write the next number.
GRANT UPDATE (remark) ON reports TO community_app;
