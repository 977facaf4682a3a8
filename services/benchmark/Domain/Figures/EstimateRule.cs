namespace Monitor.Benchmark.Domain;

/// <summary>
/// How an estimate of ours is made: a national range, spread by the children of municipalities with weights for risk
/// factors. Method: docs/estimates.md.
/// </summary>
/// <param name="Indicator">What it estimates.</param>
/// <param name="Low">Indicator of the lower end of the national range.</param>
/// <param name="High">Indicator of its upper end.</param>
/// <param name="Children">Indicator of the number of children.</param>
/// <param name="Note">What a reader must know beside it, in Dutch.</param>
/// <param name="Factors">What puts children at more risk.</param>
public sealed record EstimateRule(
    string Indicator, string Low, string High, string Children, string Note, IReadOnlyList<RiskFactor> Factors)
{
    private const string MethodAt = "docs/estimates.md";

    /// <summary>Indicators that it rests on.</summary>
    public IReadOnlyList<string> Inputs => [Low, High, Children];

    /// <summary>
    /// The estimates of the latest period of which both ends are known: of municipalities, of the regions that they are
    /// in, and of the country. None as long as figures that they rest on are not there.
    /// </summary>
    /// <param name="held">
    /// Of the inputs, the edition that holds of each figure of the country and of municipalities.
    /// </param>
    /// <param name="memberships">The regions of municipalities.</param>
    public IReadOnlyList<Observation> Apply(
        IReadOnlyList<Observation> held, IReadOnlyCollection<(string Municipality, Area Region)> memberships)
    {
        var ends = held.Where(o => o.Indicator == Low && IsNational(o))
            .Join(held.Where(o => o.Indicator == High && IsNational(o)), o => o.Period, o => o.Period, (l, h) => (l, h))
            .OrderBy(e => e.l.Period.LastDay).ThenBy(e => e.l.Period.FirstDay).ToList();
        var children = held.Where(o => o.Indicator == Children && o.Value is not null).GroupBy(o => o.Period)
            .OrderByDescending(g => g.Key.LastDay).ThenByDescending(g => g.Key.FirstDay)
            .Select(g => g.ToList()).FirstOrDefault(CanSpread);
        return ends.Count == 0 || children is null ? [] : Spread(ends[^1], children, memberships);
    }

    private List<Observation> Spread(
        (Observation Low, Observation High) ends,
        List<Observation> children,
        IReadOnlyCollection<(string Municipality, Area Region)> memberships)
    {
        var ranges = LocalEstimate.Spread(
            ((int)ends.Low.Value!.Value, (int)ends.High.Value!.Value),
            children.Where(IsMunicipal).ToDictionary(o => o.Area.Code, o => o.Value!.Value, StringComparer.Ordinal),
            Factors);
        var latest = children.Append(ends.Low).Append(ends.High).MaxBy(o => o.PublishedOn)!;
        var isDefinite = ends is { Low.Status: FigureStatus.Definite, High.Status: FigureStatus.Definite };
        return
        [
            .. AreaSums.Of(ranges, memberships, (a, b) => a + b).Select(sum => new Observation(
                Indicator, sum.Area, ends.Low.Period, sum.Value.Middle,
                isDefinite ? FigureStatus.Definite : FigureStatus.Provisional, latest.PublishedOn, MethodAt)
            {
                Low = sum.Value.Low,
                High = sum.Value.High,
                Estimate = true,
                Note = Note,
                PublishedPrecision = latest.PublishedPrecision,
            }),
        ];
    }

    // Municipalities of one period are all of that time's when they add up to the country. Some of them would get what
    // belongs to the others.
    private bool CanSpread(List<Observation> children)
    {
        var municipal = children.Where(IsMunicipal).ToList();
        return municipal.Sum(o => o.Value) is > 0 and var sum
            && children.Find(o => o.Area == Area.Country)?.Value == sum
            && Factors.All(f => f.Weight == 1 || municipal.TrueForAll(o => f.Shares.ContainsKey(o.Area.Code)));
    }

    private static bool IsNational(Observation o) => o.Area == Area.Country && o.Value is not null;

    private static bool IsMunicipal(Observation o) => o.Area.Kind == AreaKind.Municipality;
}
