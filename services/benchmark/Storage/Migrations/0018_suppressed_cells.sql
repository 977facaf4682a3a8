-- 0018: how many cells each rule of disclosure control hid in a release: {rule: cells}. Null for releases made before.
-- Read by EditionStore for the institute; added with the release, never changed.

ALTER TABLE releases ADD COLUMN suppressed jsonb CHECK (jsonb_typeof(suppressed) = 'object');
