-- 0008: figures: the catalogue, observations in editions, what may not be compared, and the areas they are about.
-- Read by CatalogueStore (whole, when its version changed), ObservationStore (by indicator with areas, kind or period)
-- and FigureAreaStore. All of it is public. The application may add observations and read them, and nothing else.

CREATE TABLE topics (
    id          text PRIMARY KEY,
    position    int  NOT NULL,
    title       text NOT NULL,
    description text NOT NULL
);

CREATE TABLE themes (
    id       text PRIMARY KEY,
    position int  NOT NULL,
    title    text NOT NULL
);

CREATE TABLE indicators (
    id       text  PRIMARY KEY CHECK (id ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$'),
    position int   NOT NULL,
    topic    text  NOT NULL REFERENCES topics,
    theme    text  REFERENCES themes,
    entry    jsonb NOT NULL   -- the indicator as the catalogue has it, camelCase
);

-- Which figures do not go together, and why: data, so that another judgement is another row.
CREATE TABLE comparability (
    id         text   PRIMARY KEY,
    indicators text[] NOT NULL,   -- ids; one ending in .* is all below it
    area_kinds text[] NOT NULL,
    first_day  date   NOT NULL,   -- a period that overlaps these days is concerned
    last_day   date   NOT NULL CHECK (last_day >= first_day),
    kind       text   NOT NULL CHECK (kind IN ('NOT_COMPARABLE', 'BREAK')),
    reason     text   NOT NULL,   -- in Dutch, as it is shown
    source     text   NOT NULL
);

CREATE TABLE observations (
    indicator           text    NOT NULL REFERENCES indicators,
    area                text    NOT NULL,
    period              text    NOT NULL,   -- 2017, 2019-H1, 2012-2017
    edition             int     NOT NULL CHECK (edition >= 1),
    area_kind           text    NOT NULL,
    first_day           date    NOT NULL,
    last_day            date    NOT NULL,
    value               numeric,
    low                 numeric,
    high                numeric,
    status              text    NOT NULL CHECK (status IN ('PROVISIONAL', 'REVISED_PROVISIONAL', 'DEFINITE')),
    suppressed          boolean NOT NULL,
    note                text,
    published_on        date    NOT NULL,
    published_precision text    NOT NULL CHECK (published_precision IN ('DAY', 'MONTH', 'YEAR')),
    source              text    NOT NULL,
    generated           boolean NOT NULL,
    estimate            boolean NOT NULL,
    recorded_at         timestamptz NOT NULL,
    PRIMARY KEY (indicator, area, period, edition),
    CHECK (NOT suppressed OR value IS NULL),
    CHECK ((low IS NULL) = (high IS NULL)),
    CHECK (low IS NULL OR (low <= high AND value BETWEEN low AND high))
);
CREATE INDEX observations_by_kind ON observations (indicator, area_kind, period);
CREATE INDEX observations_by_area ON observations (area, indicator, last_day DESC);

-- The same figure, published again elsewhere: no revision, and its source is kept all the same.
CREATE TABLE observation_sources (
    indicator    text NOT NULL,
    area         text NOT NULL,
    period       text NOT NULL,
    edition      int  NOT NULL,
    source       text NOT NULL,
    published_on date NOT NULL,
    note         text,
    PRIMARY KEY (indicator, area, period, edition, source),
    FOREIGN KEY (indicator, area, period, edition) REFERENCES observations
);

-- Rises with every change of the catalogue: what processes keep in memory goes by it.
CREATE TABLE figures_version (
    id      boolean PRIMARY KEY DEFAULT true CHECK (id),
    version bigint  NOT NULL
);
INSERT INTO figures_version (version) VALUES (1);

-- What the figures were last seeded from: files that did not change need not be read again.
CREATE TABLE figures_seeded (
    id     boolean PRIMARY KEY DEFAULT true CHECK (id),
    sha256 text    NOT NULL
);

-- Names of areas and which municipality is in which: questionnaire's, and the four parts of the country.
CREATE TABLE figure_areas (
    code text PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL
);

CREATE TABLE figure_memberships (
    municipality text NOT NULL,
    region_kind  text NOT NULL,
    region       text NOT NULL,
    PRIMARY KEY (municipality, region_kind)
);

GRANT SELECT, INSERT, UPDATE ON topics, themes, indicators, figures_version, figures_seeded TO benchmark_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON comparability, figure_areas, figure_memberships TO benchmark_app;
GRANT SELECT, INSERT ON observations, observation_sources TO benchmark_app;
