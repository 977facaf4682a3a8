using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>What happens to areas that are not known here: of years of which there is no list yet, say.</summary>
internal enum UnknownAreas
{
    /// <summary>Each is a fault, and nothing is imported.</summary>
    Refuse,

    /// <summary>They are told as not mapped, and the others are imported.</summary>
    Skip,
}

/// <summary>How a table of StatLine becomes observations: data, in <c>seeds/figures/mappings</c>.</summary>
/// <param name="Name">By which it is asked for.</param>
/// <param name="Table">Id of the table.</param>
/// <param name="Title">Of the table, in Dutch.</param>
/// <param name="Address">Of the table in OData v4; null where it cannot be fetched.</param>
/// <param name="Source">What observations name as their source.</param>
/// <param name="Region">Title of the dimension that tells the area.</param>
/// <param name="Period">Title of the dimension that tells the period.</param>
/// <param name="Dimensions">The other dimensions, each with the members that mean all of it.</param>
/// <param name="AreaKinds">Kinds of area that are taken.</param>
/// <param name="UnknownAreas">What becomes of unknown ones of these kinds.</param>
/// <param name="Areas">Our code by a name, or a code, of the table that is not ours.</param>
/// <param name="Status">Of figures of which the file cannot tell it (codes only); null: who imports says.</param>
/// <param name="Figures">What becomes an observation.</param>
/// <param name="Skip">What is known and left out without a word.</param>
internal sealed record FigureMapping(
    string Name,
    string Table,
    string Title,
    Uri? Address,
    string Source,
    string Region,
    string Period,
    IReadOnlyList<MappedDimension> Dimensions,
    IReadOnlySet<AreaKind> AreaKinds,
    UnknownAreas UnknownAreas,
    IReadOnlyDictionary<string, string> Areas,
    FigureStatus? Status,
    IReadOnlyList<MappedFigure> Figures,
    IReadOnlyList<SkippedMembers> Skip);

/// <summary>A dimension, and how its total is called. Without a total every figure names its member.</summary>
internal sealed record MappedDimension(string Name, IReadOnlyList<string> Total);

/// <summary>One indicator, and where the table has it.</summary>
/// <param name="Indicator">Id in the catalogue.</param>
/// <param name="Measure">Names of the measure, any of which it may have.</param>
/// <param name="Unit">As the table writes it, "aantal", "x 1 000"; another in the file is a fault. Null: any.</param>
/// <param name="Factor">The table's numbers times this are the indicator's.</param>
/// <param name="Members">By dimension the names of its member; a dimension not named: its total.</param>
/// <param name="Note">Beside every observation, in Dutch; null for none.</param>
internal sealed record MappedFigure(
    string Indicator,
    IReadOnlyList<string> Measure,
    string? Unit,
    decimal Factor,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Members,
    string? Note);

/// <summary>Members of a dimension, or measures (<see cref="Dimension"/> null), that are left out.</summary>
internal sealed record SkippedMembers(string? Dimension, IReadOnlyList<string> Names);
