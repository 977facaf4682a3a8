using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Exchange;

/// <summary>What a name or a code of StatLine is here.</summary>
/// <param name="Kind">Of which kind it is; null: of a kind that is not kept here.</param>
/// <param name="Area">Null where it is not known.</param>
/// <param name="Problem">Why it is not; null where it is, or is of a kind that is not kept here.</param>
internal sealed record FoundArea(AreaKind? Kind, Area? Area, string? Problem);

/// <summary>
/// Finds areas as StatLine names them: "Nederland", "Drenthe (PV)", "Drenthe (VT)", and plain municipalities, with a
/// suffix where names clash: "Utrecht (gemeente)", "Hengelo (O.)", "Bergen (NH.)".
/// </summary>
/// <remarks>
/// Codes of municipalities, provinces, COROP areas and parts of the country are CBS's own. Codes of Veilig Thuis
/// regions are not (seeds/README.md): those go by name.
/// </remarks>
internal sealed partial class AreaNames
{
    private static readonly Dictionary<string, AreaKind> kindsBySuffix = new(StringComparer.Ordinal)
    {
        ["LD"] = AreaKind.PartOfCountry,
        ["PV"] = AreaKind.Province,
        ["CR"] = AreaKind.Corop,
        ["VT"] = AreaKind.VeiligThuis,
        ["VR"] = AreaKind.SafetyRegion,
        ["gemeente"] = AreaKind.Municipality,
    };

    /// <summary>How CBS shortens provinces behind the name of a municipality.</summary>
    private static readonly Dictionary<string, string> provincesBySuffix = new(StringComparer.Ordinal)
    {
        ["Gr."] = "PV20", ["Fr."] = "PV21", ["D."] = "PV22", ["Dr."] = "PV22", ["O."] = "PV23", ["Ov."] = "PV23",
        ["Fl."] = "PV24", ["Gld."] = "PV25", ["G."] = "PV25", ["U."] = "PV26", ["Ut."] = "PV26", ["NH."] = "PV27",
        ["ZH."] = "PV28", ["Z."] = "PV29", ["NB."] = "PV30", ["L."] = "PV31",
    };

    private static readonly (string Code, string Name)[] partsOfCountry =
    [
        ("LD01", "Noord-Nederland"), ("LD02", "Oost-Nederland"), ("LD03", "West-Nederland"), ("LD04", "Zuid-Nederland"),
    ];

    private readonly Dictionary<(AreaKind Kind, string Key), string> regions = [];
    private readonly HashSet<string> regionCodes = new(StringComparer.Ordinal);
    private readonly ILookup<string, NamedMunicipality> byName;
    private readonly ILookup<string, NamedMunicipality> byCode;

    public AreaNames(IReadOnlyList<NamedMunicipality> municipalities, IEnumerable<Region> regions)
    {
        byName = municipalities.ToLookup(m => StatLineName.KeyOf(m.Name), StringComparer.Ordinal);
        byCode = municipalities.ToLookup(m => m.Code, StringComparer.Ordinal);
        foreach (var (code, name) in partsOfCountry.Concat(regions.Select(r => (r.Code, r.Name))))
        {
            if (Area.TryParse(code) is { } area)
            {
                regionCodes.Add(code);
                this.regions.TryAdd((area.Kind, StatLineName.KeyOf(name)), code);
            }
        }
    }

    /// <summary>The area of a member of the region dimension.</summary>
    /// <param name="member">Its title, its code, or both.</param>
    /// <param name="year">Of the figure: one name may be another municipality's later.</param>
    /// <param name="own">Of the mapping: our code by name or code of the table.</param>
    public FoundArea Find(StatLineMember member, int year, IReadOnlyDictionary<string, string> own)
    {
        var code = (member.Code ?? member.Text).Trim();
        if (own.TryGetValue(member.Text.Trim(), out var ours) || own.TryGetValue(code, out ours))
        {
            var area = Area.Parse(ours);
            return IsKnown(area)
                ? Found(area)
                : Unknown(area.Kind, $"The mapping leads to {ours}, which is not known.");
        }

        return CodeForm().IsMatch(code) ? OfCode(code, member, year) : OfTitle(member.Text.Trim(), year);
    }

    private FoundArea OfCode(string code, StatLineMember member, int year)
    {
        if (code.StartsWith("NL", StringComparison.Ordinal))
        {
            return Found(Area.Country);
        }

        if (Area.TryParse(code) is not { } area)
        {
            return new FoundArea(Kind: null, Area: null, Problem: null);
        }

        if (area.Kind == AreaKind.VeiligThuis)
        {
            return member.Text != code && OfTitle(member.Text.Trim(), year) is { Kind: AreaKind.VeiligThuis } named
                ? named
                : Unknown(area.Kind, $"{code} is CBS's own code of a Veilig Thuis region: lead it to one of ours in "
                    + "`areas` of the mapping, or import the form with names.");
        }

        return IsKnown(area) ? Found(area) : Unknown(area.Kind, $"There is no {code} on any list here.");
    }

    private FoundArea OfTitle(string title, int year)
    {
        if (title == "Nederland")
        {
            return Found(Area.Country);
        }

        var (name, suffix) = Suffix().Match(title) is { Success: true } match
            ? (match.Groups["name"].Value, match.Groups["suffix"].Value)
            : (title, null);
        if (suffix is not null && kindsBySuffix.TryGetValue(suffix, out var kind) && kind != AreaKind.Municipality)
        {
            return regions.TryGetValue((kind, StatLineName.KeyOf(name)), out var code)
                ? Found(Area.Parse(code))
                : Unknown(kind, $"There is no '{title}' here.");
        }

        return suffix is not null && OtherKind().IsMatch(suffix)
            ? new FoundArea(Kind: null, Area: null, Problem: null)
            : OfMunicipality(title, name, suffix, year);
    }

    /// <summary>By the whole title where a municipality is called so, else without its suffix.</summary>
    private FoundArea OfMunicipality(string title, string name, string? suffix, int year)
    {
        var called = byName[StatLineName.KeyOf(title)];
        if (!called.Any())
        {
            var province = suffix is null or "gemeente" ? null : provincesBySuffix.GetValueOrDefault(suffix);
            called = suffix is null || (suffix != "gemeente" && province is null)
                ? []
                : byName[StatLineName.KeyOf(name)].Where(m => province is null || m.Province == province);
        }

        var codes = called.Select(m => m.Code).Distinct(StringComparer.Ordinal).ToList();
        if (codes.Count > 1)
        {
            codes = [.. called.Where(m => m.Years.Contains(year)).Select(m => m.Code).Distinct(StringComparer.Ordinal)];
        }

        return codes switch
        {
            [var code] => Found(Area.Parse(code)),
            [] => Unknown(AreaKind.Municipality, $"No list here has a municipality '{title}'."),
            _ => Unknown(AreaKind.Municipality, string.Create(
                CultureInfo.InvariantCulture, $"'{title}' is {string.Join(" and ", codes)} in {year}.")),
        };
    }

    private bool IsKnown(Area area) =>
        area == Area.Country || regionCodes.Contains(area.Code) || byCode.Contains(area.Code);

    private static FoundArea Found(Area area) => new(area.Kind, area, Problem: null);

    private static FoundArea Unknown(AreaKind kind, string problem) => new(kind, Area: null, problem);

    [GeneratedRegex(@"^(NL\d\d|[A-Z]{2}\d{2,4})\z")]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"^(?<name>.+?) ?\((?<suffix>[A-Za-z.]+)\)\z")]
    private static partial Regex Suffix();

    /// <summary>Two capitals: a kind of area, as "(GG)" for a health region.</summary>
    [GeneratedRegex(@"^[A-Z]{2}\z")]
    private static partial Regex OtherKind();
}
