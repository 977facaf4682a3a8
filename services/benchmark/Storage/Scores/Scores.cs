using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Storage;

/// <summary>Scores of one revision as scoring gives them out: exact points, an average that is not rounded.</summary>
public sealed record Scores(
    string ResponseId,
    int Revision,
    int Round,
    string Municipality,
    string RuleSet,
    bool Generated,
    decimal? Average,
    Band? Band,
    IReadOnlyList<ScoresOfObjective> Objectives);

/// <summary>Score on one objective. Objectives are in the order of the questionnaire.</summary>
public sealed record ScoresOfObjective(
    string Objective, decimal Anchoring, decimal Content, decimal Reach, decimal Total, Band Band);

/// <summary>Names a revision of a response.</summary>
public sealed record RevisionKey(string ResponseId, int Revision);
