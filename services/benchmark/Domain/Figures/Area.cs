namespace Monitor.Benchmark.Domain;

/// <summary>Kind of area that a figure is about, the largest first.</summary>
public enum AreaKind
{
    /// <summary>Nederland.</summary>
    Country,

    /// <summary>Landsdeel: one of CBS's four parts of the country.</summary>
    PartOfCountry,

    /// <summary>Provincie.</summary>
    Province,

    /// <summary>COROP-gebied.</summary>
    Corop,

    /// <summary>Veilig Thuis-regio.</summary>
    VeiligThuis,

    /// <summary>Veiligheidsregio.</summary>
    SafetyRegion,

    /// <summary>Centrumgebied.</summary>
    CentreArea,

    /// <summary>Gemeente.</summary>
    Municipality,
}

/// <summary>An area that figures are about; its code tells its kind.</summary>
/// <param name="Kind">Follows from the code.</param>
/// <param name="Code">
/// <c>NL</c>, <c>LD01</c> to <c>LD04</c>, <c>PV20</c>, <c>CR02</c>, <c>VT05</c> (of this project), <c>VR01</c>,
/// <c>CA-GM0153</c> or <c>GM0153</c>.
/// </param>
public sealed record Area(AreaKind Kind, string Code)
{
    private static readonly (string Prefix, AreaKind Kind, int Digits)[] forms =
    [
        ("LD", AreaKind.PartOfCountry, 2),
        ("PV", AreaKind.Province, 2),
        ("CR", AreaKind.Corop, 2),
        ("VT", AreaKind.VeiligThuis, 2),
        ("VR", AreaKind.SafetyRegion, 2),
        ("CA-GM", AreaKind.CentreArea, 4),
        ("GM", AreaKind.Municipality, 4),
    ];

    public static Area Country { get; } = new(AreaKind.Country, "NL");

    /// <summary>The area with this code, whether or not it exists; null where it is no code of an area.</summary>
    public static Area? TryParse(string code)
    {
        if (code == Country.Code)
        {
            return Country;
        }

        foreach (var (prefix, kind, digits) in forms)
        {
            if (code.Length == prefix.Length + digits
                && code.StartsWith(prefix, StringComparison.Ordinal)
                && code[prefix.Length..].All(char.IsAsciiDigit))
            {
                return new Area(kind, code);
            }
        }

        return null;
    }

    /// <exception cref="FormatException">It is no code of an area.</exception>
    public static Area Parse(string code) =>
        TryParse(code) ?? throw new FormatException($"'{code}' is no code of an area.");

    public override string ToString() => Code;
}
