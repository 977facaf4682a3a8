using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Events;

/// <summary>Told to benchmark and community: the scores of this revision are there to be fetched.</summary>
public sealed record ScoresCalculated(string ResponseId, int Revision, int Round, string Municipality, string RuleSet)
{
    public const string Topic = "scores.calculated";

    public static ScoresCalculated Of(ScoredResponse scored) =>
        new(scored.ResponseId, scored.Revision, scored.Round, scored.Municipality, scored.Card.RuleSet);
}
