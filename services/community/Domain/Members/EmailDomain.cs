namespace Monitor.Community.Domain;

/// <summary>A domain whose addresses are a municipality's.</summary>
/// <param name="MunicipalityCode">Whose.</param>
/// <param name="Domain">In lower case; those below it count too.</param>
/// <param name="AddedAt">When.</param>
/// <param name="Demonstration">Made up.</param>
public sealed record EmailDomain(string MunicipalityCode, string Domain, DateTimeOffset AddedAt, bool Demonstration)
{
    private const int Longest = 253;

    public Municipality Municipality => new(MunicipalityCode);

    /// <summary>A domain as it is kept.</summary>
    /// <exception cref="ClientException">BAD_DOMAIN: not one that addresses can end with.</exception>
    public static string Checked(string domain)
    {
        var name = domain.Trim().TrimStart('@').ToLowerInvariant();
        var labels = name.Split('.');
        return name.Length <= Longest && labels.Length >= 2 && labels.All(IsLabel) && char.IsAsciiLetter(labels[^1][0])
            ? name
            : throw new ClientException("BAD_DOMAIN", "A domain is written as in groningen.nl.");
    }

    /// <summary>The domain and those above it, but for the last label: all that may stand on the list.</summary>
    public static IReadOnlyList<string> Above(string domain)
    {
        var labels = domain.Split('.');
        return [.. Enumerable.Range(0, labels.Length - 1).Select(at => string.Join('.', labels[at..]))];
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-' && label[^1] != '-'
        && label.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '-');
}
