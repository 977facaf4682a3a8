using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>A municipality in a round: who took part and where it lies is public, its points are its own.</summary>
/// <param name="Code">CBS code.</param>
/// <param name="Place">Size class and Veilig Thuis region.</param>
/// <param name="Points">Points of each part.</param>
internal sealed record Member(string Code, (string? Class, string? Region) Place, IReadOnlyList<double> Points)
{
    /// <summary>
    /// The editions in which it has these points, as bits. One whose points an edition changed is two: of which one is
    /// in the editions before, and the other in those after.
    /// </summary>
    public int Editions { get; init; } = 1;

    public double Sum(int mask) => Points.Where((_, part) => (mask >> part & 1) == 1).Sum();
}

/// <summary>Who answered what.</summary>
internal static class Members
{
    /// <summary>Those that answered an objective; null: their averages over objectives.</summary>
    public static IReadOnlyList<Member> Of(ServedRound round, string? objective) =>
    [
        .. round.Responses.Select(r => Of(r, objective)).OfType<Member>(),
    ];

    /// <summary>
    /// The same of two editions: one with the same points in both is one, one with other points, or in one edition
    /// alone, is one of each edition that it is in.
    /// </summary>
    public static IReadOnlyList<Member> OfBoth(
        IEnumerable<DemonstrationResponse> before, IEnumerable<DemonstrationResponse> after, string? objective)
    {
        var first = before.Select(r => Of(r, objective)).OfType<Member>().ToList();
        var second = after.Select(r => Of(r, objective)).OfType<Member>().ToDictionary(m => m.Code);
        var stayed = first.Where(m => second.TryGetValue(m.Code, out var now) && now.Points.SequenceEqual(m.Points))
            .Select(m => m.Code).ToHashSet();
        return
        [
            .. first.Select(m => m with { Editions = stayed.Contains(m.Code) ? 3 : 1 }),
            .. second.Values.Where(m => !stayed.Contains(m.Code)).Select(m => m with { Editions = 2 }),
        ];
    }

    private static Member? Of(DemonstrationResponse response, string? objective)
    {
        var scores = JsonNode.Parse(response.Scores)!["objectives"]!.AsArray()
            .Where(o => objective is null || o!["objective"]!.GetValue<string>() == objective)
            .Select(o => (double[])[Points(o!, "anchoring"), Points(o!, "content"), Points(o!, "reach")])
            .ToList();
        var place = DemonstrationRound.Groups.TryGetValue(response.Municipality, out var found)
            ? found
            : ((string?, string?))(null, null);
        return scores.Count == 0
            ? null
            : new Member(
                response.Municipality, place, [.. Enumerable.Range(0, 3).Select(p => scores.Average(s => s[p]))]);
    }

    private static double Points(JsonNode objective, string part) => (double)objective[part]!.GetValue<decimal>();
}
