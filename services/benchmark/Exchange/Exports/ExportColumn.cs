namespace Monitor.Benchmark.Exchange;

/// <summary>What the values of a column are; an absent value is null in every kind.</summary>
internal enum ColumnKind
{
    Text,

    /// <summary>An <see cref="int"/>.</summary>
    Integer,

    /// <summary>A <see cref="decimal"/>, written with a point and without trailing zeros.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A <see cref="DateOnly"/>, written as 2017-12-31.</summary>
    Date,
}

/// <summary>A column of a file.</summary>
/// <param name="Name">As the header and the members of JSON say it: lower case with underscores, never changed.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Definition">What it holds, and when it is empty, in Dutch.</param>
/// <param name="Width">In a sheet, in characters.</param>
internal sealed record ExportColumn(string Name, ColumnKind Kind, string Definition, int Width = 14);
