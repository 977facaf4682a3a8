namespace Monitor.Benchmark.Domain;

/// <summary>A subject of figures (onderwerp).</summary>
/// <param name="Id">Such as <c>veilig-thuis</c>.</param>
/// <param name="Title">In Dutch.</param>
/// <param name="Description">In Dutch.</param>
public sealed record Topic(string Id, string Title, string Description);

/// <summary>A theme of the Impactmonitor.</summary>
/// <param name="Id">Such as <c>care-and-safety</c>.</param>
/// <param name="Title">In Dutch.</param>
public sealed record Theme(string Id, string Title);

/// <summary>What an indicator counts in.</summary>
public enum IndicatorUnit
{
    /// <summary>Aantal: whole numbers of what the indicator names.</summary>
    Count,

    /// <summary>Procent: 0 to 100.</summary>
    Percent,

    /// <summary>Personen.</summary>
    Persons,

    /// <summary>Kinderen.</summary>
    Children,
}

/// <summary>Whether there is anything behind an indicator.</summary>
public enum IndicatorStatus
{
    /// <summary>Figures are published, or made here.</summary>
    Available,

    /// <summary>Nog geen cijfers: nothing is published yet.</summary>
    NoDataYet,

    /// <summary>No figures any more: the last stand.</summary>
    Ended,
}

/// <summary>What the catalogue says of one kind of figure: data, seeded from <c>seeds/figures/catalogue</c>.</summary>
/// <param name="Id">Words with dots, a breakdown under its whole: <c>veilig-thuis.reports.education</c>.</param>
/// <param name="Topic">Id of its topic.</param>
/// <param name="Title">In Dutch.</param>
/// <param name="Definition">What is counted, in Dutch.</param>
/// <param name="Unit">What the value is.</param>
/// <param name="Source">Who publishes it.</param>
/// <param name="Licence">On what terms.</param>
public sealed record Indicator(
    string Id, string Topic, string Title, string Definition, IndicatorUnit Unit, string Source, string Licence)
{
    /// <summary>Id of its theme of the Impactmonitor; null for none.</summary>
    public string? Theme { get; init; }

    /// <summary>Where the source stands; null where there is no address.</summary>
    public string? SourceUrl { get; init; }

    public IndicatorStatus Status { get; init; } = IndicatorStatus.Available;

    /// <summary>Kinds of period that it comes in.</summary>
    public IReadOnlyList<PeriodKind> PeriodKinds { get; init; } = [];

    /// <summary>Kinds of area that it comes for.</summary>
    public IReadOnlyList<AreaKind> AreaKinds { get; init; } = [];

    /// <summary>When the next figures are expected; null: not known.</summary>
    public DateOnly? NextUpdate { get; init; }

    /// <summary>Decimals that the source prints, 0 to 3; rates have one more, at least one.</summary>
    public int Decimals { get; init; }

    /// <summary>What values are rounded to by the source: 5 for CBS's counts; null: not at all.</summary>
    public int? RoundedTo { get; init; }

    /// <summary>Id of the indicator that counts the inhabitants for a rate; null where a rate makes no sense.</summary>
    public string? PerInhabitants { get; init; }

    /// <summary>Id of the indicator that counts the children for a rate; null where a rate makes no sense.</summary>
    public string? PerChildren { get; init; }

    /// <summary>What makes a stored value of it impossible, as a sentence; null where it is possible.</summary>
    public string? FaultOf(Observation observation)
    {
        if (observation.Suppressed && observation.Value is not null)
        {
            return "A suppressed figure has no value.";
        }

        return observation.Value switch
        {
            < 0 => "A figure is not below 0.",
            > 100 when Unit == IndicatorUnit.Percent => "A percentage is not above 100.",
            { } value when Unit != IndicatorUnit.Percent && value != decimal.Truncate(value) => "A count is whole.",
            { } value when RoundedTo is { } step && value % step != 0 =>
                $"{Source} rounds this figure to {step}: {value:0.###} is no multiple.",
            _ => null,
        };
    }
}
