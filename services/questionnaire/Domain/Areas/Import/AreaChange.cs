namespace Monitor.Questionnaire.Domain;

/// <summary>A difference between a list that is brought in and what is there.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Code">Of the municipality; of the region where a region is added.</param>
/// <param name="Name">As the new list has it, or for one that ended as it was.</param>
/// <param name="Was">What was there; null for what is new.</param>
/// <param name="Became">What is there now; null for what is gone.</param>
public sealed record AreaChange(AreaChangeKind Kind, string Code, string Name, string? Was, string? Became);

public enum AreaChangeKind
{
    /// <summary>Not on the list before; <c>Was</c> names those it came from.</summary>
    Began,

    /// <summary>No longer on the list; <c>Became</c> names those that hold its area.</summary>
    Ended,

    /// <summary>Another name under the same code.</summary>
    Renamed,

    /// <summary>In another region of a kind.</summary>
    RegionChanged,

    /// <summary>Another size class.</summary>
    SizeClassChanged,

    /// <summary>Another count of inhabitants on the same day.</summary>
    InhabitantsChanged,

    /// <summary>A region that was not known.</summary>
    RegionAdded,

    /// <summary>A step that was not known.</summary>
    SuccessionAdded,

    /// <summary>A known step with another date, kind or note.</summary>
    SuccessionCorrected,
}
