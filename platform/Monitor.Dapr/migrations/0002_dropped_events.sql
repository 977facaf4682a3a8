-- 0002: which events were dropped, so that one dropped while catching up is still dropped, and so becomes a dead letter,
-- when the broker delivers it.
-- Forward only: to undo, write the next number.
ALTER TABLE inbox ADD COLUMN is_dropped boolean NOT NULL DEFAULT false;
