namespace Monitor.Benchmark.Exchange;

/// <summary>
/// A tidy table (an observation a row) as it goes out in any form. Its rows are read while they are written, so that a
/// file of any length takes as much memory as a short one.
/// </summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">The rows of a page, always in the same order.</param>
/// <param name="CountAsync">How many they are.</param>
internal sealed record ExportTable(
    string Name,
    IReadOnlyList<ExportColumn> Columns,
    Func<ExportPage, CancellationToken, IAsyncEnumerable<IReadOnlyList<object?>>> Rows,
    Func<CancellationToken, ValueTask<long>> CountAsync)
{
    /// <summary>
    /// Names what the rows follow from, beside the address: an edition, a moment of publication. The same text always
    /// gives the same bytes.
    /// </summary>
    public required string State { get; init; }

    /// <summary>When what it shows last changed; null where that is not kept.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>Parameters that make later pages be of the same state as this one.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; init; } = new Dictionary<string, string>();

    /// <summary>How caches may keep it: <c>public, max-age=300</c>; what is one's own is <c>private</c>.</summary>
    public required string CacheControl { get; init; }

    /// <summary>Those whose own data it holds, by name; none where it is everybody's.</summary>
    public IReadOnlyList<string> Municipalities { get; init; } = [];

    /// <summary>What stands on the second sheet beside the columns: source, release, licence.</summary>
    public IReadOnlyList<ExportNote> Notes { get; init; } = [];
}

/// <summary>A line of explanation.</summary>
/// <param name="Subject">What it is about: <c>release</c>, <c>statistic n</c>.</param>
/// <param name="Text">In Dutch.</param>
internal sealed record ExportNote(string Subject, string Text);

/// <summary>Part of a table: rows after <c>Offset</c>, at most <c>Limit</c> of them.</summary>
internal sealed record ExportPage(int Offset, int Limit)
{
    /// <summary>As many rows as a sheet holds beside its header; a larger table comes in pages.</summary>
    public const int Largest = 1_000_000;

    public static ExportPage Whole { get; } = new(0, Largest);

    /// <summary>The rows of this page, where each of many parts has as many rows: only parts on it are read.</summary>
    public IAsyncEnumerable<IReadOnlyList<object?>> Of<T>(
        IReadOnlyList<T> parts,
        int rowsOfEach,
        Func<IReadOnlyList<T>, IAsyncEnumerable<IReadOnlyList<object?>>> read)
    {
        var (before, rest) = rowsOfEach == 0 ? (0, 0) : Math.DivRem(Offset, rowsOfEach);
        return read([.. parts.Skip(before)]).Skip(rest).Take(Limit);
    }
}
