-- 0012: what an import of a list was held against, and how much it brought. Read by AreaImportStore (all imports).

ALTER TABLE area_imports
    ADD COLUMN compared_with  integer NOT NULL,                -- the list that the changes are told against
    ADD COLUMN is_correction  boolean NOT NULL,                -- there was a list of that year
    ADD COLUMN municipalities integer NOT NULL,
    ADD COLUMN region_kinds   text[]  NOT NULL;
CREATE INDEX area_imports_by_time ON area_imports (imported_at DESC);   -- Query.areaImports
