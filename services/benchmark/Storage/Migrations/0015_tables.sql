-- 0015: tables of every group, frozen with the release: frequencies of all questions, how many objectives are in
-- policy, the extra questions, and who was invited and responded.
-- Read by FrequencyStore, TableStore and ParticipationStore (all by release, kind and code). Of groups below the
-- country only what is shown is stored; the country always has its rows, with a reason where it has no numbers.

ALTER TABLE frequencies
    ADD COLUMN kind        text  NOT NULL DEFAULT 'COUNTRY',
    ADD COLUMN code        text  NOT NULL DEFAULT '',
    -- [{id, code, label, options: [{id, label, count, percentage}]}]; empty in releases of before
    ADD COLUMN anchoring   jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN reach       jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN own_measure jsonb,                         -- {count, percentage}; null: withheld, or of before
    DROP CONSTRAINT frequencies_pkey,
    DROP CONSTRAINT frequencies_respondents_check,
    DROP CONSTRAINT frequencies_check1,                   -- a single count may be withheld
    ADD PRIMARY KEY (release_id, kind, code, objective),
    ADD CHECK ((code = '') = (kind = 'COUNTRY')),
    ADD CHECK (respondents >= CASE kind WHEN 'COUNTRY' THEN 6 ELSE 5 END),
    ADD CHECK (respondents IS NOT NULL OR (in_policy IS NULL AND own_measure IS NULL)),
    ADD CHECK (respondents IS NOT NULL OR (anchoring = '[]' AND reach = '[]'));
ALTER TABLE frequencies ALTER COLUMN kind DROP DEFAULT, ALTER COLUMN code DROP DEFAULT;

-- A last wall: below the country no count is exact.
ALTER TABLE frequencies ADD CHECK (kind = 'COUNTRY' OR (
    respondents % 5 = 0
    AND coalesce((in_policy ->> 'count')::int % 5 = 0, true)
    AND coalesce((own_measure ->> 'count')::int % 5 = 0, true)
    AND NOT jsonb_path_exists(
        jsonb_build_array(questions, anchoring, reach), '$[*][*].options[*].count ? (@ % 5 != 0)')));

-- How many respondents have how many objectives in policy.
CREATE TABLE policy_numbers (
    release_id  text  NOT NULL REFERENCES releases,
    kind        text  NOT NULL,
    code        text  NOT NULL CHECK ((code = '') = (kind = 'COUNTRY')),
    respondents int   CHECK (respondents >= CASE kind WHEN 'COUNTRY' THEN 6 ELSE 5 END),
    reason      text  CHECK (reason = 'TOO_FEW'),
    counts      jsonb NOT NULL,   -- [{objectives, count, percentage}]
    PRIMARY KEY (release_id, kind, code),
    CHECK ((respondents IS NULL) = (reason IS NOT NULL)),
    CHECK (respondents IS NOT NULL OR counts = '[]'),
    CHECK (kind = 'COUNTRY' OR (
        respondents % 5 = 0 AND NOT jsonb_path_exists(counts, '$[*].count ? (@ % 5 != 0)')))
);

-- The extra questions. A questionnaire without any has one row, of the country, without respondents and reason.
CREATE TABLE extra_answers (
    release_id  text  NOT NULL REFERENCES releases,
    kind        text  NOT NULL,
    code        text  NOT NULL CHECK ((code = '') = (kind = 'COUNTRY')),
    respondents int   CHECK (respondents >= CASE kind WHEN 'COUNTRY' THEN 6 ELSE 5 END),
    reason      text  CHECK (reason = 'TOO_FEW'),
    questions   jsonb NOT NULL,   -- [{id, code, label, respondents, options: [{id, label, count, percentage}]}]
    marks       jsonb NOT NULL,   -- [{id, code, label, respondents, mean, distribution: [{mark, count, percentage}]}]
    correlation jsonb,            -- {coefficient, respondents}
    PRIMARY KEY (release_id, kind, code),
    CHECK (respondents IS NULL OR reason IS NULL),
    CHECK (respondents IS NOT NULL OR (questions = '[]' AND marks = '[]' AND correlation IS NULL)),
    CHECK (kind = 'COUNTRY' OR (
        respondents % 5 = 0
        AND NOT jsonb_path_exists(questions, '$[*].options[*].count ? (@ % 5 != 0)')
        AND NOT jsonb_path_exists(questions, '$[*].respondents ? (@ % 5 != 0)')
        AND NOT jsonb_path_exists(marks, '$[*].distribution[*].count ? (@ % 5 != 0)')
        AND NOT jsonb_path_exists(marks, '$[*].respondents ? (@ % 5 != 0)')))
);

-- Table 3.1 of the report, as questionnaire told it when the release was made.
CREATE TABLE release_participation (
    release_id text NOT NULL REFERENCES releases,
    size_class text NOT NULL,     -- a value of SizeClass, not of the groups; '': those of unknown size
    invited    int  NOT NULL CHECK (invited >= 0),
    responded  int  NOT NULL CHECK (responded BETWEEN 0 AND invited),
    PRIMARY KEY (release_id, size_class)
);

GRANT SELECT, INSERT ON policy_numbers, extra_answers, release_participation TO benchmark_app;
