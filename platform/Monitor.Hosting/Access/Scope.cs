namespace Monitor.Hosting;

/// <summary>The values of the token's <c>scope</c> claim: what a machine's token was given out for.</summary>
public static class Scope
{
    /// <summary>Released aggregates and frequency tables as files.</summary>
    public const string Benchmark = "benchmark:read";

    /// <summary>Published figures as files.</summary>
    public const string Figures = "figures:read";

    /// <summary>
    /// What the municipalities of the token's region share with each other, and the released aggregates.
    /// </summary>
    public const string Region = "region:read";

    /// <summary>Every scope, as <c>./monitor token --scope</c> accepts them.</summary>
    public static IReadOnlyList<string> All { get; } = [Benchmark, Figures, Region];
}
