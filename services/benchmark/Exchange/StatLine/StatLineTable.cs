using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>A measure (onderwerp) of a table: a column of the download, a measure code of OData.</summary>
/// <param name="Title">Without its unit; under a common head "Head/Title".</param>
/// <param name="Unit">As the file says it; null where it does not.</param>
/// <param name="Column">As the file names the column, or the code.</param>
internal sealed record StatLineMeasure(string Title, string? Unit, string Column);

/// <summary>A dimension of a table beside region and period.</summary>
/// <param name="Name">As the file names it.</param>
/// <param name="Title">Its title where the file tells it apart; else the same.</param>
internal sealed record StatLineDimension(string Name, string Title)
{
    public bool IsCalled(string name)
    {
        var key = StatLineName.KeyOf(name);
        return key == StatLineName.KeyOf(Name) || key == StatLineName.KeyOf(Title);
    }
}

/// <summary>A member of a dimension, a region or a period: one object for each in a file.</summary>
/// <param name="Text">Its title; where the file has codes only, its code.</param>
/// <param name="Code">Its code; null where the file has titles only.</param>
/// <param name="Path">The title with the groups above it, "Group/Title"; null where it is in none.</param>
/// <param name="Status">Of a period: what the code list says; null where it does not.</param>
internal sealed record StatLineMember(string Text, string? Code, string? Path = null, FigureStatus? Status = null);

/// <summary>The shape of a table, known before its first cell.</summary>
/// <param name="Id">Such as 84852NED; null where the file does not say.</param>
/// <param name="ModifiedOn">When its figures last changed; null where the file does not say.</param>
/// <param name="Measures">Its measures.</param>
/// <param name="Dimensions">Its dimensions beside region and period, in the order of a cell's members.</param>
internal sealed record StatLineShape(
    string? Id,
    DateOnly? ModifiedOn,
    IReadOnlyList<StatLineMeasure> Measures,
    IReadOnlyList<StatLineDimension> Dimensions);

/// <summary>One published cell and its place. Equal names are the same object.</summary>
/// <param name="File">Name within a folder or an archive; null for the one file given.</param>
/// <param name="Line">Line of a CSV, record of JSON, from 1.</param>
/// <param name="Measure">Of the shape.</param>
/// <param name="Members">One for each dimension of the shape.</param>
/// <param name="Region">What it is about.</param>
/// <param name="Period">When it is about.</param>
/// <param name="Value">What it says.</param>
internal readonly record struct StatLineCell(
    string? File,
    long Line,
    StatLineMeasure Measure,
    StatLineMember[] Members,
    StatLineMember Region,
    StatLineMember Period,
    StatLineValue Value);

/// <summary>Takes a table in as a reader reads it.</summary>
internal interface IStatLineSink
{
    /// <summary>Called once, before the first cell. False: the shape does not fit, and no cell is wanted.</summary>
    bool Begin(StatLineShape shape);

    void Add(in StatLineCell cell);
}
