using System.Globalization;
using System.Text.Json;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>
/// Files in the layouts of StatLine with numbers that CBS published (seeds/figures/published.csv names where).
/// </summary>
internal static class StatLineFiles
{
    /// <summary>84849NED: advice and reports of the country, as published in December 2022.</summary>
    public static readonly (string Half, string Mark, int Advice, int Reports)[] National =
    [
        ("2019-H1", "", 53145, 65075), ("2019-H2", "", 54540, 66730), ("2020-H1", "", 58575, 64505),
        ("2020-H2", "", 63475, 62910), ("2021-H1", "", 67545, 60880), ("2021-H2", "", 66625, 58500),
        ("2022-H1", "*", 66155, 59985),
    ];

    /// <summary>84852NED: reports of 2020 by province and part of the country, of 2023 by Veilig Thuis.</summary>
    public static readonly (string Title, string Code, string Area, string Period, int Reports)[] Regional =
    [
        ("Nederland", "NL01", "NL", "2020", 127410),
        ("Noord-Nederland (LD)", "LD01", "LD01", "2020", 10645), ("Oost-Nederland (LD)", "LD02", "LD02", "2020", 20700),
        ("West-Nederland (LD)", "LD03", "LD03", "2020", 68495), ("Zuid-Nederland (LD)", "LD04", "LD04", "2020", 27570),
        ("Groningen (PV)", "PV20", "PV20", "2020", 4195), ("Fryslân (PV)", "PV21", "PV21", "2020", 4245),
        ("Drenthe (PV)", "PV22", "PV22", "2020", 2205), ("Overijssel (PV)", "PV23", "PV23", "2020", 5960),
        ("Flevoland (PV)", "PV24", "PV24", "2020", 5515), ("Gelderland (PV)", "PV25", "PV25", "2020", 9225),
        ("Gelderland-Midden (VT)", "VT91", "VT07", "2023*", 3060),
        ("Gelderland-Zuid (VT)", "VT92", "VT08", "2023*", 2695),
        ("Noord- en Oost-Gelderland (VT)", "VT93", "VT06", "2023*", 2810),
    ];

    /// <summary>The national half-years as the CSV download: a byte order mark, quotes, "Bron: CBS".</summary>
    public static string NationalCsv => Csv(
        ["Kenmerken adviezen/meldingen", "Regio's", "Perioden", "Gestarte adviezen (aantal)",
            "Ontvangen meldingen (aantal)"],
        National.Select(n =>
            (IReadOnlyList<object>)["Totaal", "Nederland", TitleOf(n.Half) + n.Mark, n.Advice, n.Reports]));

    /// <summary>The same as OData v4, Observations in pages of this many records.</summary>
    public static (string Name, string Json)[] NationalSets(int pageSize = 1000) => Sets(
        "84849NED",
        "2022-12-14T00:00:00+01:00",
        [("KenmerkenAdviezenMeldingen", "Kenmerken adviezen/meldingen", [("T001", "Totaal")])],
        [("NL01", "Nederland")],
        [.. National.Select(n => (CodeOf(n.Half), TitleOf(n.Half), n.Mark))],
        [("M004360", "Gestarte adviezen"), ("M004361", "Ontvangen meldingen")],
        [
            .. National.SelectMany(n => new[]
            {
                Cell("M004360", n.Advice, ("KenmerkenAdviezenMeldingen", "T001"), "NL01", CodeOf(n.Half)),
                Cell("M004361", n.Reports, ("KenmerkenAdviezenMeldingen", "T001"), "NL01", CodeOf(n.Half)),
            }),
        ],
        pageSize);

    public static string RegionalCsv => Csv(
        ["Veiligheidstaxatie", "Veiligheidsbeoordeling", "Regio's", "Perioden", "Ontvangen meldingen (aantal)"],
        Regional.Select(r => (IReadOnlyList<object>)["Totaal", "Totaal", r.Title, r.Period, r.Reports]));

    /// <summary>The download: each text in quotes, numbers bare, a source below.</summary>
    public static string Csv(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object>> rows)
    {
        static string Field(object field) => field is string text
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : Convert.ToString(field, CultureInfo.InvariantCulture)!;
        var lines = rows.Prepend([.. header]).Select(row => string.Join(';', row.Select(Field)));
        return "\uFEFF" + string.Join("\r\n", lines) + "\r\n\"Bron: CBS\"\r\n";
    }

    /// <summary>One record of Observations.</summary>
    public static Dictionary<string, object?> Cell(
        string measure, int? value, (string Dimension, string Member) other, string region, string period,
        string attribute = "None") => new()
    {
        ["Measure"] = measure, ["ValueAttribute"] = attribute, ["Value"] = value, ["StringValue"] = null,
        [other.Dimension] = other.Member, ["RegioS"] = region, ["Perioden"] = period,
    };

    /// <summary>All sets of a table, each with its @odata.context; Observations in pages.</summary>
    public static (string Name, string Json)[] Sets(
        string table,
        string modified,
        (string Id, string Title, (string Code, string Title)[] Members)[] dimensions,
        (string Code, string Title)[] regions,
        (string Code, string Title, string Mark)[] periods,
        (string Code, string Title)[] measures,
        IReadOnlyList<Dictionary<string, object?>> cells,
        int pageSize)
    {
        var root = $"https://datasets.cbs.nl/odata/v1/CBS/{table}";
        string Set(string name, object records, string? next = null)
        {
            var answer = new Dictionary<string, object?>
            {
                ["@odata.context"] = $"{root}/$metadata#{name}", ["value"] = records,
            };
            if (next is not null)
            {
                answer["@odata.nextLink"] = next;
            }

            return JsonSerializer.Serialize(answer);
        }

        static object Codes(IEnumerable<(string Code, string Title)> codes, string group) => codes.Select((c, index) =>
            new { Identifier = c.Code, Index = index + 1, c.Title, Description = "", DimensionGroupId = group });
        object[] kinds =
        [
            .. dimensions.Select(d => new { Identifier = d.Id, d.Title, Kind = "Dimension" }),
            new { Identifier = "RegioS", Title = "Regio's", Kind = "GeoDimension" },
            new { Identifier = "Perioden", Title = "Perioden", Kind = "TimeDimension" },
        ];
        var files = new List<(string, string)>
        {
            ("Properties.json", JsonSerializer.Serialize(new Dictionary<string, object?>
            {
                ["@odata.context"] = $"{root}/$metadata#Properties", ["Identifier"] = table,
                ["Title"] = "Huiselijk geweld", ["Language"] = "nl", ["ObservationsModified"] = modified,
            })),
            ("Dimensions.json", Set("Dimensions", kinds)),
            ("MeasureGroups.json", Set("MeasureGroups", Array.Empty<object>())),
            ("MeasureCodes.json", Set("MeasureCodes", measures.Select(m => new
            {
                Identifier = m.Code, m.Title, Unit = "aantal", DataType = "Long", Decimals = 0,
                MeasureGroupId = (string?)null,
            }))),
            ("RegioSGroups.json", Set(
                "RegioSGroups", new[] { new { Id = "0", Title = "", ParentId = (string?)null } })),
            ("RegioSCodes.json", Set("RegioSCodes", Codes(regions, "0"))),
            ("PeriodenGroups.json", Set("PeriodenGroups", Array.Empty<object>())),
            ("PeriodenCodes.json", Set("PeriodenCodes", periods.Select((p, index) => new
            {
                Identifier = p.Code, Index = index, p.Title, DimensionGroupId = "1",
                Status = p.Mark switch { "" => "Definitief", "*" => "Voorlopig", _ => "NaderVoorlopig" },
            }))),
        };
        files.AddRange(dimensions.SelectMany(d => new[]
        {
            ($"{d.Id}Groups.json", Set($"{d.Id}Groups", Array.Empty<object>())),
            ($"{d.Id}Codes.json", Set($"{d.Id}Codes", Codes(d.Members, ""))),
        }));
        var pages = cells.Select((c, id) => c.Prepend(new("Id", id)).ToDictionary(p => p.Key, p => p.Value))
            .Chunk(pageSize).ToList();
        files.AddRange(pages.Select((page, number) => (
            $"Observations-{number + 1}.json",
            Set("Observations", page, number + 1 == pages.Count
                ? null
                : FormattableString.Invariant($"{root}/Observations?$skip={(number + 1) * pageSize}")))));
        return [.. files];
    }

    /// <summary>"1e halfjaar 2019" of 2019-H1; a year is itself.</summary>
    public static string TitleOf(string period) =>
        period.Length == 7 ? $"{period[6]}e halfjaar {period[..4]}" : period;

    /// <summary>2019HJ01 of 2019-H1, 2019JJ00 of 2019.</summary>
    public static string CodeOf(string period) =>
        period.Length == 7 ? $"{period[..4]}HJ0{period[6]}" : $"{period[..4]}JJ00";
}
