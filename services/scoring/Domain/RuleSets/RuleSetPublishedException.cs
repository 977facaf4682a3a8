namespace Monitor.Scoring.Domain;

/// <summary>A rule set was published under this id, and does not change.</summary>
public sealed class RuleSetPublishedException(string id) : ClientException(
    "RULE_SET_PUBLISHED", $"Rule set {id} was published with other rules: give the new rules a new id.");
