namespace Monitor.Benchmark.Exchange;

/// <summary>What is wrong in a file of figures, or in its mapping, and where.</summary>
/// <param name="File">Its name in a folder or an archive; null for the one file given, and for the mapping.</param>
/// <param name="Line">Of a CSV the line, of JSON the record, from 1; 0: the file as a whole, or the mapping.</param>
/// <param name="Column">Name of the column, or the place in the mapping; null: the row as a whole.</param>
/// <param name="Code">Stable, upper case with underscores.</param>
/// <param name="Message">What to do about it.</param>
public sealed record FigureFault(string? File, long Line, string? Column, string Code, string Message);

/// <summary>Everything found wrong so far; beyond <see cref="Most"/> it only counts.</summary>
internal sealed class FigureFaults
{
    /// <summary>Faults kept: a file of another table may be wrong in every row.</summary>
    public const int Most = 1_000;

    private readonly List<FigureFault> kept = [];

    public int Count { get; private set; }

    /// <summary>By file and line, and in the order found within one.</summary>
    public IReadOnlyList<FigureFault> InOrder =>
        [.. kept.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line)];

    public void Add(string? file, long line, string? column, string code, string message)
    {
        Count++;
        if (kept.Count < Most)
        {
            kept.Add(new FigureFault(file, line, column, code, message));
        }
    }

    /// <summary>Of the mapping: <paramref name="place"/> is where in it.</summary>
    public void AddToMapping(string? place, string message) => Add(null, 0, place, "BAD_MAPPING", message);
}
