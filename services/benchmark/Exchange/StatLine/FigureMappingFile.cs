using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>Reads a mapping: JSON in the form of <c>seeds/figures/mappings</c>.</summary>
internal static partial class FigureMappingFile
{
    private static readonly JsonSerializerOptions form = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false),
            new NamesConverter(),
        },
    };

    /// <summary>Null, and a fault says why, where it cannot be read.</summary>
    public static FigureMapping? Read(ReadOnlyMemory<byte> file, FigureFaults faults)
    {
        JsonMapping json;
        try
        {
            var text = Encoding.UTF8.GetString(file.Span).TrimStart('\uFEFF');
            json = JsonSerializer.Deserialize<JsonMapping>(text, form) ?? throw new JsonException("It is null.");
        }
        catch (JsonException fault)
        {
            faults.Add(null, (fault.LineNumber ?? -1) + 1, fault.Path, "BAD_MAPPING",
                "The mapping is not JSON of the form that is described: look at this place.");
            return null;
        }

        var mapping = Of(json);
        var before = faults.Count;
        Check(json, mapping, faults);
        return faults.Count == before ? mapping : null;
    }

    /// <summary>SHA-256 of its bytes, in hexadecimal: which mapping an import used.</summary>
    public static string DigestOf(ReadOnlyMemory<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file.Span));

    private static FigureMapping Of(JsonMapping json) => new(
        json.Name,
        json.Table,
        json.Title,
        Uri.TryCreate(json.Address, UriKind.Absolute, out var address) ? address : null,
        json.Source,
        json.Region ?? "Regio's",
        json.Period ?? "Perioden",
        [.. (json.Dimensions ?? []).Select(d => new MappedDimension(d.Name, d.Total?.All ?? []))],
        json.AreaKinds.ToHashSet(),
        json.UnknownAreas,
        new Dictionary<string, string>(json.Areas ?? [], StringComparer.Ordinal),
        json.Status,
        [
            .. json.Figures.Select(f => new MappedFigure(
                f.Indicator,
                f.Measure.All,
                f.Unit,
                f.Factor ?? 1,
                (f.Members ?? []).ToDictionary(m => m.Key, m => m.Value.All, StringComparer.Ordinal),
                f.Note)),
        ],
        [.. (json.Skip ?? []).Select(s => new SkippedMembers(s.Dimension, s.Names.All))]);

    private static void Check(JsonMapping json, FigureMapping mapping, FigureFaults faults)
    {
        void Require(bool isTrue, string place, string message)
        {
            if (!isTrue)
            {
                faults.AddToMapping(place, message);
            }
        }

        Require(NameForm().IsMatch(mapping.Name), "name", "A name is letters, digits and hyphens, 1 to 64 of them.");
        Require(NameForm().IsMatch(mapping.Table), "table", "A table is named as 84852NED.");
        Require(
            json.Address is null || mapping.Address is { Scheme: "https" or "http" }, "address",
            "An address begins with https://.");   // whether it may be fetched is told when it is
        Require(mapping.Title.Length is > 0 and <= 300, "title", "A title has 1 to 300 signs.");
        Require(mapping.Source.Length is > 0 and <= 300, "source", "A source has 1 to 300 signs.");
        Require(mapping.AreaKinds.Count > 0, "areaKinds", "Name at least one kind of area.");
        Require(mapping.Figures.Count > 0, "figures", "A mapping without figures maps nothing.");
        foreach (var (name, code) in mapping.Areas)
        {
            Require(Area.TryParse(code) is not null, $"areas.{name}", $"'{code}' is no code of an area.");
        }

        var dimensions = mapping.Dimensions.Select(d => StatLineName.KeyOf(d.Name)).ToList();
        Require(
            dimensions.Distinct(StringComparer.Ordinal).Count() == dimensions.Count, "dimensions",
            "A dimension is named twice.");
        foreach (var (place, figure) in mapping.Figures.Index())
        {
            CheckFigure($"figures[{place}]", figure, mapping, Require);
        }

        foreach (var (place, skip) in mapping.Skip.Index())
        {
            Require(
                skip.Dimension is null || dimensions.Contains(StatLineName.KeyOf(skip.Dimension)),
                $"skip[{place}].dimension", $"'{skip.Dimension}' is none of the dimensions.");
        }

        CheckApart(mapping, faults);
    }

    private static void CheckFigure(
        string place, MappedFigure figure, FigureMapping mapping, Action<bool, string, string> require)
    {
        require(IndicatorForm().IsMatch(figure.Indicator), $"{place}.indicator", "An indicator is words with dots.");
        require(figure.Factor is > 0 and <= 1_000_000_000, $"{place}.factor", "A factor is above 0.");
        require(figure.Note is null or { Length: > 0 and <= 500 }, $"{place}.note", "A note has 1 to 500 signs.");
        foreach (var name in figure.Members.Keys)
        {
            require(
                mapping.Dimensions.Any(d => StatLineName.KeyOf(d.Name) == StatLineName.KeyOf(name)),
                $"{place}.members.{name}", $"'{name}' is none of the dimensions.");
        }

        foreach (var dimension in mapping.Dimensions.Where(d => d.Total.Count == 0))
        {
            require(
                figure.Members.Keys.Any(name => StatLineName.KeyOf(name) == StatLineName.KeyOf(dimension.Name)),
                $"{place}.members", $"'{dimension.Name}' has no total: name its member.");
        }
    }

    /// <summary>No indicator twice from the same place, and no place for two indicators.</summary>
    private static void CheckApart(FigureMapping mapping, FigureFaults faults)
    {
        var places = mapping.Figures.Index().SelectMany(f =>
            f.Item.Measure.Select(m => (f.Index, f.Item.Indicator, Key: StatLineName.KeyOf(m) + "|" + string.Join(
                '|', f.Item.Members.OrderBy(n => n.Key, StringComparer.Ordinal)
                    .Select(n => StatLineName.KeyOf(n.Key) + "=" + StatLineName.KeyOf(n.Value[0]))))))
            .Distinct();
        foreach (var twice in places.GroupBy(p => p.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            faults.AddToMapping(
                $"figures[{twice.Last().Index}]", $"figures[{twice.First().Index}] takes the same numbers.");
        }

        foreach (var twice in mapping.Figures.Index()
            .GroupBy(f => f.Item.Indicator, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            faults.AddToMapping($"figures[{twice.Last().Index}]", $"'{twice.Key}' is mapped twice.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,63}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\z")]
    private static partial Regex IndicatorForm();

    private sealed record JsonMapping(
        [property: JsonRequired] string Name,
        [property: JsonRequired] string Table,
        [property: JsonRequired] string Title,
        string? Address,
        [property: JsonRequired] string Source,
        string? Region,
        string? Period,
        IReadOnlyList<JsonDimension>? Dimensions,
        [property: JsonRequired] IReadOnlyList<AreaKind> AreaKinds,
        UnknownAreas UnknownAreas,
        Dictionary<string, string>? Areas,
        FigureStatus? Status,
        [property: JsonRequired] IReadOnlyList<JsonFigure> Figures,
        IReadOnlyList<JsonSkip>? Skip);

    private sealed record JsonDimension([property: JsonRequired] string Name, Names? Total);

    private sealed record JsonFigure(
        [property: JsonRequired] string Indicator,
        [property: JsonRequired] Names Measure,
        string? Unit,
        decimal? Factor,
        Dictionary<string, Names>? Members,
        string? Note);

    private sealed record JsonSkip(string? Dimension, [property: JsonRequired] Names Names);

    /// <summary>One name, or several of which any may stand there.</summary>
    private sealed record Names(IReadOnlyList<string> All);

    private sealed class NamesConverter : JsonConverter<Names>
    {
        public override Names Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var all = reader.TokenType == JsonTokenType.String
                ? [reader.GetString()!]
                : JsonSerializer.Deserialize<List<string>>(ref reader, options) ?? [];
            return all.Count > 0 && all.All(name => StatLineName.KeyOf(name).Length > 0)
                ? new Names(all)
                : throw new JsonException("A name is missing.");
        }

        public override void Write(Utf8JsonWriter writer, Names value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Mappings are kept as they came.");
    }
}
