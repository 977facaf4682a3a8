namespace Monitor.Benchmark.Benchmarks;

/// <summary>How much there is: every municipality takes part in every round and answers every objective.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Municipalities">How many.</param>
/// <param name="Rounds">How many, one a year; the last is <see cref="LastYear"/>.</param>
/// <param name="Questionnaire">Of the seeds, which decides how many objectives there are.</param>
internal sealed record Size(string Name, int Municipalities, int Rounds, string Questionnaire)
{
    public const int LastYear = 2018;

    /// <summary>As the seeds have it.</summary>
    public static Size Seeds { get; } = new("seeds", 388, 2, "child-abuse-2017");

    public static Size Ten { get; } = new("ten times", 3_880, 10, "child-abuse-2017");

    public static Size Large { get; } = new("hundred times", 39_000, 10, "monitor-2018");

    public int Scores => Municipalities * Rounds;

    public IEnumerable<int> Years => Enumerable.Range(LastYear - Rounds + 1, Rounds);
}
