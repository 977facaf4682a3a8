namespace Monitor.Questionnaire.Domain;

/// <summary>A region (regio) of 2017.</summary>
/// <param name="Code"><c>VT01</c> (local), <c>VR01</c>, <c>CA-GM0518</c>, <c>PV20</c> or <c>CR02</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The division that it belongs to.</param>
/// <param name="CentreCode">The municipality that leads it; null for all kinds but the centre area.</param>
public sealed record Region(string Code, string Name, RegionKind Kind, string? CentreCode)
{
    /// <summary>Whether a text can be a code at all; one that cannot need not be looked up.</summary>
    public static bool IsCode(string text) =>
        text.Length is > 0 and <= 12 && text.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '-');
}
