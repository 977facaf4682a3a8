-- 0013: whether a municipality takes part, decided like its consents: a row per decision, the highest revision holds.
-- Forward only: to undo, write the next number.

ALTER TABLE consents DROP CONSTRAINT consents_kind_check;
ALTER TABLE consents ADD CONSTRAINT consents_kind_check CHECK (kind IN (
    'RESEARCH', 'NAMED',
    'SHARED_IN_VEILIG_THUIS', 'SHARED_IN_SAFETY_REGION', 'SHARED_IN_CENTRE_AREA', 'SHARED_IN_PROVINCE',
    'PARTICIPATION'));
