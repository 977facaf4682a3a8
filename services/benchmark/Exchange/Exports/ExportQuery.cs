using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// The parameters of an address, each known by name: a misspelt filter that was passed over would give a file of
/// everything. Lists are written with commas, repeated, or both.
/// </summary>
internal sealed class ExportQuery
{
    private readonly IReadOnlyDictionary<string, StringValues> given;

    /// <exception cref="ClientException">BAD_PARAMETER: a parameter that is not among the known ones.</exception>
    public ExportQuery(HttpRequest request, params IReadOnlyList<string> known)
    {
        Path = request.Path;
        given = request.Query.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        var all = known.Concat(["limit", "offset", "bom"]).ToList();
        if (given.Keys.FirstOrDefault(name => !all.Contains(name)) is { } unknown)
        {
            throw Bad(unknown, $"There is no parameter '{unknown}' here. There are: {string.Join(", ", all)}.");
        }

        Page = new ExportPage(
            Whole("offset", 0, int.MaxValue) ?? 0, Whole("limit", 1, ExportPage.Largest) ?? ExportPage.Largest);
        HasByteOrderMark = Text("bom") switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw Bad("bom", "bom is true or false."),
        };
    }

    /// <summary>For an address that takes no parameters.</summary>
    /// <exception cref="ClientException">BAD_PARAMETER: there is one.</exception>
    public static void RequireNone(HttpRequest request)
    {
        if (request.Query.Keys.FirstOrDefault() is { } given)
        {
            throw Bad(given, "This address takes no parameters.");
        }
    }

    public string Path { get; }

    public ExportPage Page { get; }

    /// <summary>Whether CSV begins with a byte order mark, for programs that need one to know UTF-8.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>All parameters in one order, to tell requests apart.</summary>
    public string Canonical => string.Join('&', given
        .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={string.Join(',', p.Value.ToArray())}"));

    /// <summary>The one value; null where it is not given.</summary>
    /// <exception cref="ClientException">BAD_PARAMETER: given twice, or empty.</exception>
    public string? Text(string name) => given.TryGetValue(name, out var values)
        ? values is [{ Length: > 0 } only] ? only : throw Bad(name, $"Give {name} one value.")
        : null;

    /// <summary>The values; null where none is given.</summary>
    public IReadOnlyList<string>? List(string name) => given.TryGetValue(name, out var values)
        ? [.. values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)).Distinct()]
        : null;

    /// <summary>The values, each one of the known ones; null where none is given.</summary>
    /// <exception cref="ClientException">BAD_PARAMETER: another one.</exception>
    public IReadOnlyList<string>? OneOf(string name, IEnumerable<string> known)
    {
        var values = List(name);
        return values?.FirstOrDefault(value => !known.Contains(value)) is { } unknown
            ? throw Bad(name, $"{name} '{unknown}' is none of: {string.Join(", ", known)}.")
            : values;
    }

    /// <summary>A whole number within bounds; null where it is not given.</summary>
    /// <exception cref="ClientException">BAD_PARAMETER: no such number.</exception>
    public int? Whole(string name, int from, int to) =>
        Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= from && value <= to ? value
        : throw Bad(name, $"{name} is a whole number from {from} to {to}.");

    /// <summary>The day; null where it is not given.</summary>
    /// <exception cref="ClientException">BAD_PARAMETER: no day.</exception>
    public DateOnly? Day(string name) =>
        Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
        : throw Bad(name, $"{name} is a day such as 2017-12-31.");

    /// <summary>The address of another page, with what pins it to the state of this one.</summary>
    public string AddressOf(int offset, int limit, IReadOnlyDictionary<string, string> pins)
    {
        var parameters = given
            .Where(p => p.Key is not ("offset" or "limit") && !pins.ContainsKey(p.Key))
            .SelectMany(p => p.Value.Select(value => (p.Key, Value: value ?? "")))
            .Concat(pins.Select(pin => (pin.Key, pin.Value)))
            .Append(("limit", limit.ToString(CultureInfo.InvariantCulture)))
            .Append(("offset", offset.ToString(CultureInfo.InvariantCulture)));
        return Path + "?" + string.Join('&', parameters.Select(
            p => $"{Uri.EscapeDataString(p.Item1)}={Uri.EscapeDataString(p.Item2)}"));
    }

    public static ClientException Bad(string parameter, string message) => new("BAD_PARAMETER", message)
    {
        Details = new Dictionary<string, object?> { ["parameter"] = parameter },
    };
}
