namespace Monitor.Benchmark.Domain;

/// <summary>Why a number does not compare with that of an earlier round.</summary>
public enum IncomparableReason
{
    /// <summary>The average is over other objectives (doelstellingen).</summary>
    ObjectivesChanged,

    /// <summary>Other questions, or other options, were asked.</summary>
    QuestionnaireChanged,

    /// <summary>The scores were made by other rules.</summary>
    RuleSetChanged,
}

/// <summary>What a round's scores were made of, as far as it decides whether they compare.</summary>
/// <param name="Questionnaire">What was asked.</param>
/// <param name="RuleSet">Id of the rules.</param>
public sealed record ScoreBasis(Questionnaire Questionnaire, string? RuleSet);

/// <summary>
/// Decides whether the scores of two rounds compare: on one objective, or on average over all. Ids of questions and
/// options stay the same from version to version of a questionnaire, so other ids are other questions; other words for
/// the same question are not.
/// </summary>
public static class ScoreComparability
{
    /// <summary>The reasons against; none: they compare.</summary>
    public static IReadOnlyList<IncomparableReason> Of(ScoreBasis earlier, ScoreBasis later, string? objective)
    {
        var (before, after) = (Asked(earlier.Questionnaire, objective), Asked(later.Questionnaire, objective));
        var reasons = new List<IncomparableReason>();
        if (!before.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(after.Keys))
        {
            reasons.Add(IncomparableReason.ObjectivesChanged);
        }

        if (before.Any(o => after.TryGetValue(o.Key, out var now) && !now.SetEquals(o.Value)))
        {
            reasons.Add(IncomparableReason.QuestionnaireChanged);
        }

        if (earlier.RuleSet != later.RuleSet)
        {
            reasons.Add(IncomparableReason.RuleSetChanged);
        }

        return reasons;
    }

    private static Dictionary<string, HashSet<string>> Asked(Questionnaire questionnaire, string? objective) =>
        questionnaire.Objectives.Where(o => objective is null || o.Id == objective).ToDictionary(
            o => o.Id,
            o => o.Questions.SelectMany(q => q.Options.Select(p => $"{q.Id}/{p.Id}").Prepend(q.Id))
                .ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
}
