namespace Monitor.Questionnaire.Domain;

/// <summary>What changed in a question since the version before.</summary>
/// <param name="Kind">Whether the question is new, or another than it was.</param>
/// <param name="Since">The id of the version that it is compared with.</param>
/// <param name="Before">The question as it was; null for a new one.</param>
/// <param name="Differences">What differs; empty for a new one.</param>
public sealed record VersionChange(
    VersionChangeKind Kind, string Since, Question? Before, IReadOnlyList<Difference> Differences);

public enum VersionChangeKind
{
    Added,
    Changed,
}

/// <summary>Writes into a version, question by question, what changed since the one before.</summary>
/// <remarks>
/// An objective is compared with the one in the version that this one supersedes, or else with the latest published
/// before it that holds the objective; without one there is no change to tell. Extra questions alike, all together.
/// Another source alone is no change.
/// </remarks>
public static class VersionChanges
{
    /// <param name="version">A published one, or a draft.</param>
    /// <param name="earlier">What was published before it, the latest first.</param>
    public static Questionnaire Mark(Questionnaire version, IReadOnlyList<Questionnaire> earlier)
    {
        var superseded = earlier.Where(e => e.Id == version.Supersedes);
        var nearest = superseded.Concat(earlier).ToList();
        return version.Holding(
            [.. version.Objectives.Select(o => Mark(o, nearest))],
            Mark(null, version.ExtraQuestions, nearest.Find(e => e.ExtraQuestions.Count > 0)));
    }

    private static Objective Mark(Objective objective, List<Questionnaire> nearest) => objective with
    {
        Questions = Mark(
            objective.Id,
            objective.Questions,
            nearest.Find(e => e.Objectives.Any(o => o.Id == objective.Id))),
    };

    private static IReadOnlyList<Question> Mark(
        string? objective, IReadOnlyList<Question> questions, Questionnaire? before) =>
        before is null
            ? questions
            : [.. questions.Select(q => q with { Change = Of(objective, q, before) })];

    private static VersionChange? Of(string? objective, Question question, Questionnaire before)
    {
        if (before.Question(question.Id) is not { } was)
        {
            return new VersionChange(VersionChangeKind.Added, before.Id, null, []);
        }

        // Who looks where a wording comes from finds the same question.
        var differences = VersionComparison.Between(objective, was, question);
        return differences.All(d => d.Member == "source")
            ? null
            : new VersionChange(VersionChangeKind.Changed, before.Id, was, differences);
    }
}
