namespace Monitor.Scoring.Events;

/// <summary>Told to benchmark and community: a rule set is in use from now on.</summary>
public sealed record RuleSetPublished(string RuleSet)
{
    public const string Topic = "ruleset.published";
}
