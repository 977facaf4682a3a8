using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Storage;

/// <summary>Names a revision of a response.</summary>
public sealed record RevisionKey(string ResponseId, int Revision);

/// <summary>One revision of a response with what its answers came to by one rule set.</summary>
public sealed record ScoredResponse(
    string ResponseId,
    int Revision,
    int Round,
    string Municipality,
    string Questionnaire,
    bool Generated,
    ScoreCard Card,
    IReadOnlyList<Suggestion> Suggestions);
