namespace Monitor.Benchmark.Domain;

/// <summary>A part (onderdeel) of a score that a comparison may count or leave out.</summary>
public enum Component
{
    /// <summary>Borging: 0 to 25 points.</summary>
    Anchoring,

    /// <summary>Inhoud: 0 to 50 points.</summary>
    Content,

    /// <summary>Bereik: 0 to 25 points.</summary>
    Reach,
}
