namespace Monitor.Benchmark.Exchange;

/// <summary>Reads a table in either layout, part by part: the CSV download, or the sets of OData v4.</summary>
internal sealed class StatLineReader(FigureMapping mapping, IStatLineSink sink, FigureFaults faults)
{
    private StatLineOData? sets;
    private bool hasCsv;

    /// <summary>Takes one part in. Of OData, Observations come last: <see cref="Ordered"/>.</summary>
    public void Read(StatLinePart part)
    {
        if (part.IsJson && !hasCsv)
        {
            sets ??= new StatLineOData(mapping, sink, faults);
            sets.Read(part);
        }
        else if (!part.IsJson && !hasCsv && sets is null)
        {
            hasCsv = true;
            StatLineCsv.Read(part.Name, part.Bytes, mapping, sink, faults);
        }
        else
        {
            faults.Add(part.Name, 0, null, "TOO_MANY_FILES", "One CSV, or the JSON files of one table: not both.");
        }
    }

    public void End() => sets?.End();

    /// <summary>Files of a folder or an archive in the order in which they are read, the same every time.</summary>
    public static IEnumerable<StatLinePart> Ordered(IEnumerable<StatLinePart> parts) => parts
        .OrderBy(part =>
            Path.GetFileName(part.Name)?.Contains(ODataSet.Observations, StringComparison.Ordinal) ?? false)
        .ThenBy(part => part.Name, StringComparer.Ordinal);
}
