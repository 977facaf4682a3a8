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
