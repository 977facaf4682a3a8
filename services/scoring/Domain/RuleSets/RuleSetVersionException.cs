namespace Monitor.Scoring.Domain;

/// <summary>A rule set does not come after those that its questionnaires have already.</summary>
public sealed class RuleSetVersionException(int version, string newest, int newestVersion)
    : RuleSetRefusedException(
    [
        new RuleSetFault("/version", FormattableString.Invariant(
            $"Version {version} must be higher than {newestVersion}, the version of {newest}.")),
    ]);
