namespace Monitor.Questionnaire.Domain;

/// <summary>The five divisions of the country; each municipality is in one region of each.</summary>
public enum RegionKind
{
    VeiligThuis,
    SafetyRegion,
    CentreArea,
    Province,
    Corop,
}

public static class RegionKinds
{
    /// <summary>The name that files and other services use: as in the graph.</summary>
    public static string Text(this RegionKind kind) => kind switch
    {
        RegionKind.VeiligThuis => "VEILIG_THUIS",
        RegionKind.SafetyRegion => "SAFETY_REGION",
        RegionKind.CentreArea => "CENTRE_AREA",
        RegionKind.Province => "PROVINCE",
        _ => "COROP",
    };
}
