namespace Monitor.Benchmark.Exchange;

/// <summary>The version of what files look like: it is part of every validator.</summary>
internal static class ExportContract
{
    /// <summary>To be raised with every change of a column, of a row's order or of how a value is written.</summary>
    public const string Version = "1.0";

    /// <summary>When that version came: what an older copy was made of does not count as unchanged.</summary>
    public static DateTimeOffset Since { get; } = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How caches may keep what everybody may see: as long as the graph's answers.</summary>
    public const string Public = "public, max-age=300";
}
