-- 0010: since when the figures and their catalogue are as they are, for the header Last-Modified of files.
-- Read by FigureFreshnessStore.

ALTER TABLE figures_version ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();

CREATE FUNCTION stamp_figures_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at := clock_timestamp();
    RETURN NEW;
END
$$;

CREATE TRIGGER figures_version_changed BEFORE UPDATE ON figures_version
    FOR EACH ROW EXECUTE FUNCTION stamp_figures_version();
