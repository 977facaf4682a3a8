-- 0021: which revisions a release is made of is as much a municipality's own as its scores: it tells who took part.
-- Forward only: to undo, write the next number.
ALTER TABLE accepted_responses ENABLE ROW LEVEL SECURITY;
ALTER TABLE accepted_responses FORCE  ROW LEVEL SECURITY;
CREATE POLICY accepted_responses_of_caller ON accepted_responses USING (may_touch(municipality));
