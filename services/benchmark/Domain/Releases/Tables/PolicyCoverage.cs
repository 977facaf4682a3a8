namespace Monitor.Benchmark.Domain;

/// <summary>
/// To what extent a group has the objectives in its policy. All of it but the numbers of objectives is read off the
/// frequency tables as they are shown, so that it tells nothing that they do not.
/// </summary>
public sealed record PolicyCoverage(
    IReadOnlyList<ObjectiveCoverage> Objectives, PolicyNumbers Numbers, IReadOnlyList<DocumentFrequency> Documents)
{
    public static PolicyCoverage Of(IReadOnlyList<ObjectiveFrequencies> frequencies, PolicyNumbers numbers) => new(
        [.. frequencies.Select(ObjectiveCoverage.Of)],
        numbers,
        DocumentFrequency.All(frequencies));
}

/// <summary>An objective in the policy of a group; a part is null where it is withheld.</summary>
/// <param name="Objective">Id.</param>
/// <param name="Respondents">Those who answered it; null with a reason.</param>
/// <param name="Reason">Why there are no numbers at all.</param>
/// <param name="InPolicy">Opgenomen in beleid.</param>
/// <param name="Intended">Not in policy, with the intention.</param>
/// <param name="LaidDown">In policy and laid down in a document (vastgelegd).</param>
public sealed record ObjectiveCoverage(
    string Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Frequency? InPolicy,
    Frequency? Intended,
    Frequency? LaidDown)
{
    public static ObjectiveCoverage Of(ObjectiveFrequencies frequencies)
    {
        Frequency? Count(string code, string option) =>
            frequencies.Anchored(code)?.Options.FirstOrDefault(o => o.Id == option)?.Frequency;

        return new ObjectiveCoverage(
            frequencies.Objective,
            frequencies.Respondents,
            frequencies.Reason,
            frequencies.InPolicy,
            Count(Question.PolicyCode, Question.IntendedOption),
            Count(Question.LaidDownCode, Question.LaidDownOption));
    }
}

/// <summary>
/// How often objectives are laid down in a kind of document: municipalities count once for each objective that they
/// laid down in it.
/// </summary>
/// <param name="Id">Id of the option.</param>
/// <param name="Label">Its words.</param>
/// <param name="Count">How often it is named; null where none of its counts is shown.</param>
/// <param name="Of">How often the same objectives are laid down at all.</param>
/// <param name="Percentage">Of these, whole.</param>
public sealed record DocumentFrequency(string Id, string Label, int? Count, int? Of, int? Percentage)
{
    /// <summary>The documents that any objective has, in the order in which they come first.</summary>
    internal static IReadOnlyList<DocumentFrequency> All(IReadOnlyList<ObjectiveFrequencies> frequencies)
    {
        var named = frequencies
            .SelectMany(f => (f.Anchored(Question.DocumentsCode)?.Options ?? []).Select(o => (
                Option: o,
                LaidDown: ObjectiveCoverage.Of(f).LaidDown?.Count)))
            .ToList();
        return
        [
            .. named.GroupBy(n => n.Option.Id).Select(g => Sum(
                g.Key,
                g.First().Option.Label,
                [.. g.Where(n => n.Option.Count is not null && n.LaidDown is not null)
                    .Select(n => (n.Option.Count!.Value, n.LaidDown!.Value))])),
        ];
    }

    private static DocumentFrequency Sum(string id, string label, IReadOnlyList<(int Count, int Of)> shown)
    {
        if (shown.Count == 0)
        {
            return new DocumentFrequency(id, label, null, null, null);
        }

        var frequency = Frequency.Of(shown.Sum(s => s.Count), shown.Sum(s => s.Of));
        return new DocumentFrequency(id, label, frequency.Count, shown.Sum(s => s.Of), frequency.Percentage);
    }
}
