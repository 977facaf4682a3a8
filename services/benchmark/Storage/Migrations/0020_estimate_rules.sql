-- 0020: how estimates of ours are made, as seeds/figures/estimate-weights.json has it.
-- Read by EstimateRuleStore, whole: whenever figures come in, to see whether an estimate rests on them.
CREATE TABLE estimate_rules (
    indicator text  PRIMARY KEY REFERENCES indicators,
    rule      jsonb NOT NULL   -- camelCase
);

GRANT SELECT, INSERT, UPDATE ON estimate_rules TO benchmark_app;
