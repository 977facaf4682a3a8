namespace Monitor.Seeds;

/// <summary>
/// How many of a group of municipalities give each answer to the extra questions (annex 2). What the report prints of
/// a round is empty in the file of its choices, and comes from the report.
/// </summary>
public sealed record ExtraCounts
{
    /// <summary>How many answer the extra questions at all.</summary>
    public int Respondents { get; init; }

    /// <summary>Who has figures of each risk group, by option; <c>none</c> stands alone.</summary>
    public IReadOnlyDictionary<string, int> RiskGroups { get; init; } = Nothing;

    /// <summary>Who has a policy for each target group, by option; <c>none</c> stands alone.</summary>
    public IReadOnlyDictionary<string, int> TargetGroups { get; init; } = Nothing;

    public MarkCounts Marks { get; init; } = new();

    /// <summary>Whether cooperation improved, by option.</summary>
    public IReadOnlyDictionary<string, int> Cooperation { get; init; } = Nothing;

    /// <summary>How many of those that saw it improve say how.</summary>
    public int CooperationNotes { get; init; }

    /// <summary>How many involve children or youths; each says how.</summary>
    public int YouthInvolved { get; init; }

    /// <summary>Who works on a regional vision, by option; whoever is left over leaves the question blank.</summary>
    public IReadOnlyDictionary<string, int> RegionalVision { get; init; } = Nothing;

    private static IReadOnlyDictionary<string, int> Nothing { get; } = new Dictionary<string, int>();
}

/// <summary>How the marks (rapportcijfers) are spread; whole marks from 1 to 10.</summary>
public sealed record MarkCounts
{
    /// <summary>How many give each mark to the policy of now.</summary>
    public IReadOnlyDictionary<int, int> Now { get; init; } = new Dictionary<int, int>();

    /// <summary>How many give the past a mark that is so much lower.</summary>
    public IReadOnlyDictionary<int, int> LowerInThePast { get; init; } = new Dictionary<int, int>();

    /// <summary>How many expect a mark that is so much higher.</summary>
    public IReadOnlyDictionary<int, int> HigherNext { get; init; } = new Dictionary<int, int>();
}
