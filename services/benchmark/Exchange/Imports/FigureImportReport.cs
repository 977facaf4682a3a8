using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Exchange;

/// <summary>What came of an import.</summary>
internal enum FigureImportOutcome
{
    Imported,

    /// <summary>A dry run without faults.</summary>
    Checked,

    /// <summary>All of it was known.</summary>
    Unchanged,

    /// <summary>Faults: nothing was changed.</summary>
    Refused,
}

/// <summary>What an import did, or a dry run would do.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Mapping">Its name.</param>
/// <param name="MappingSha256">Which one of that name.</param>
/// <param name="Table">Of StatLine.</param>
/// <param name="Content">Name of the file, or the address.</param>
/// <param name="Sha256">Of its bytes; of an address, of all its pages.</param>
/// <param name="PublishedOn">Publication day that its observations carry.</param>
/// <param name="Cells">Of the file.</param>
/// <param name="Added">Figures that were not known.</param>
/// <param name="Revised">Figures that were known otherwise: another value, or another status.</param>
/// <param name="Equal">Figures that were known so.</param>
/// <param name="Suppressed">Of the figures, those that the source keeps back.</param>
/// <param name="Impossible">Cells where no number can occur.</param>
/// <param name="Skipped">Cells that the mapping leaves out.</param>
/// <param name="Import">Id of the record; null where nothing was changed.</param>
/// <param name="Earlier">The import of this very file before; null: there was none.</param>
/// <param name="FaultCount">All of them; <see cref="Faults"/> names at most 1,000.</param>
/// <param name="Faults">By file and line.</param>
/// <param name="NotMappedCount">Cells that the mapping does not name.</param>
/// <param name="NotMapped">What they are, the most first; at most 500.</param>
/// <param name="Revisions">What changed, at most 500.</param>
internal sealed record FigureImportReport(
    FigureImportOutcome Outcome,
    string Mapping,
    string MappingSha256,
    string Table,
    string Content,
    string Sha256,
    DateOnly PublishedOn,
    int Cells,
    int Added,
    int Revised,
    int Equal,
    int Suppressed,
    int Impossible,
    int Skipped,
    Guid? Import,
    EarlierFigureImport? Earlier,
    int FaultCount,
    IReadOnlyList<FigureFault> Faults,
    int NotMappedCount,
    IReadOnlyList<NotMapped> NotMapped,
    IReadOnlyList<RevisedFigure> Revisions);

/// <summary>The same file was imported before.</summary>
internal sealed record EarlierFigureImport(Guid Import, DateTimeOffset At, string By)
{
    public static EarlierFigureImport? Of(FigureImport? import) =>
        import is null ? null : new EarlierFigureImport(import.Id, import.ImportedAt, import.ImportedBy);
}

/// <summary>A figure that was known otherwise.</summary>
/// <param name="Indicator">Id.</param>
/// <param name="Area">Code.</param>
/// <param name="Period">As 2019-H1.</param>
/// <param name="Was">Null where it was suppressed.</param>
/// <param name="WasStatus">PROVISIONAL, REVISED_PROVISIONAL or DEFINITE.</param>
/// <param name="Is">Null where it is suppressed.</param>
/// <param name="IsStatus">As <paramref name="WasStatus"/>.</param>
internal sealed record RevisedFigure(
    string Indicator, string Area, string Period, decimal? Was, string WasStatus, decimal? Is, string IsStatus);
