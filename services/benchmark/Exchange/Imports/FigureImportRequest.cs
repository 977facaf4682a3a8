using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>What someone asks to import: a file, or an address.</summary>
/// <param name="Mapping">Name of a mapping that is kept; null where one comes along.</param>
/// <param name="OwnMapping">A mapping that comes along; null where one is named.</param>
/// <param name="FileName">Of the file; null for an address.</param>
/// <param name="File">Its bytes; null for an address.</param>
/// <param name="Address">Where it is fetched; null for a file.</param>
/// <param name="Status">Of figures of which the file cannot tell it; null: the mapping's.</param>
/// <param name="PublishedOn">Null: as the file says, or today.</param>
/// <param name="IsDryRun">Only tells what would happen.</param>
/// <param name="By">Subject of the token that was used.</param>
internal sealed record FigureImportRequest(
    string? Mapping,
    ReadOnlyMemory<byte>? OwnMapping,
    string? FileName,
    ReadOnlyMemory<byte>? File,
    Uri? Address,
    FigureStatus? Status,
    DateOnly? PublishedOn,
    bool IsDryRun,
    string By)
{
    /// <summary>As the record of the import names it.</summary>
    public string Content => Address?.ToString() ?? FileName ?? "file";
}

/// <summary>How far an import is.</summary>
/// <param name="Stage">READING or WRITING.</param>
/// <param name="Part">Which file or page; null where there is one.</param>
/// <param name="Cells">Read so far.</param>
internal sealed record FigureImportProgress(string Stage, string? Part, int Cells);
