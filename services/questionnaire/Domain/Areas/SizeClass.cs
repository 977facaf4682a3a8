namespace Monitor.Questionnaire.Domain;

/// <summary>Size class (grootteklasse) of a municipality by its inhabitants; numbered as sources do.</summary>
public enum SizeClass
{
    Under25k = 1,
    From25kTo50k = 2,
    From50kTo100k = 3,
    From100kTo250k = 4,
    Over250k = 5,
}

public static class SizeClasses
{
    /// <summary>The class of a number of inhabitants: a lower limit belongs to the higher class.</summary>
    public static SizeClass Of(int inhabitants) => inhabitants switch
    {
        < 25_000 => SizeClass.Under25k,
        < 50_000 => SizeClass.From25kTo50k,
        < 100_000 => SizeClass.From50kTo100k,
        < 250_000 => SizeClass.From100kTo250k,
        _ => SizeClass.Over250k,
    };

    /// <summary>The name that files and other services use: as in the graph.</summary>
    public static string Text(this SizeClass sizeClass) => sizeClass switch
    {
        SizeClass.Under25k => "UNDER_25K",
        SizeClass.From25kTo50k => "FROM_25K_TO_50K",
        SizeClass.From50kTo100k => "FROM_50K_TO_100K",
        SizeClass.From100kTo250k => "FROM_100K_TO_250K",
        _ => "OVER_250K",
    };
}
