namespace Monitor.Questionnaire.Domain;

/// <summary>A municipality's place in a region, in one year, and how sure it is.</summary>
/// <param name="MunicipalityCode">The municipality.</param>
/// <param name="Region">The region.</param>
/// <param name="Year">The year of the division.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Note">What is doubted, and why; null where nothing is.</param>
public sealed record Membership(
    string MunicipalityCode, Region Region, int Year, Confidence Confidence, string? Note);

/// <summary>How sure a membership is.</summary>
public enum Confidence
{
    High,
    Medium,
    Low,
}
