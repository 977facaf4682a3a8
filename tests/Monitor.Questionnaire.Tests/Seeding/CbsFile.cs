using System.Globalization;
using System.Text;

namespace Monitor.Questionnaire.Tests.Seeding;

/// <summary>
/// A file in the layout of CBS's "Gebieden in Nederland", made from the seeds: fields in quotes, filled up with spaces,
/// divided by semicolons; the key column before the codes; divisions that are skipped between those that are not.
/// </summary>
internal sealed class CbsFile
{
    private static readonly string[] Header =
    [
        "ID", "RegioS", "Code_1", "Naam_2", "Code_3", "Naam_4", "Code_5", "Naam_6", "Code_7", "Naam_8", "Code_9",
        "Naam_10", "Code_11", "Omschrijving_12", "Inwonertal_13",
    ];

    private readonly SortedDictionary<string, Row> rows;

    private CbsFile(IEnumerable<Row> rows) =>
        this.rows = new SortedDictionary<string, Row>(
            rows.ToDictionary(r => r.Code, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The list of 2018, with the COROP areas and safety regions of 2017 and some inhabitants.</summary>
    public static CbsFile Of2018()
    {
        var memberships = Csv("memberships-2017.csv")
            .ToDictionary(m => (m["municipality"], m["kind"]), m => m["region"]);
        var began = new Dictionary<string, (string Corop, string Safety)>
        {
            ["GM1949"] = ("CR04", "VR02"), ["GM1950"] = ("CR01", "VR01"), ["GM1952"] = ("CR03", "VR01"),
        };
        return new CbsFile(Csv("municipalities-2018.csv").Select((m, i) => new Row(
            m["code"],
            m["name"],
            m["province"],
            began.TryGetValue(m["code"], out var its) ? its.Corop : memberships[(m["code"], "COROP")],
            began.TryGetValue(m["code"], out its) ? its.Safety : memberships[(m["code"], "SAFETY_REGION")],
            (20_000 + i).ToString(CultureInfo.InvariantCulture))));
    }

    public CbsFile Without(params string[] codes)
    {
        foreach (var code in codes)
        {
            rows.Remove(code);
        }

        return this;
    }

    public CbsFile With(string code, Func<Row, Row> change)
    {
        rows[code] = change(rows.GetValueOrDefault(code) ?? new Row(code, "", "PV20", "CR03", "VR01", "."));
        return this;
    }

    /// <summary>The line on which a municipality stands.</summary>
    public int LineOf(string code) => rows.Keys.ToList().IndexOf(code) + 2;

    public override string ToString()
    {
        var text = new StringBuilder(string.Join(';', Header.Select(h => $"\"{h}\""))).Append("\r\n");
        foreach (var (row, id) in rows.Values.Select((row, id) => (row, id)))
        {
            string[] fields =
            [
                id.ToString(CultureInfo.InvariantCulture), row.Code.PadRight(10), row.Written.PadRight(10),
                row.Name.PadRight(60), "AM01".PadRight(10), "Groningen".PadRight(60), row.Corop.PadRight(10),
                "een COROP-gebied".PadRight(60), row.Province.PadRight(10), row.ProvinceName.PadRight(60),
                row.Safety.PadRight(10), "een veiligheidsregio".PadRight(60), "4", "Weinig stedelijk".PadRight(30),
                row.Inhabitants.PadLeft(10),
            ];
            text.Append(string.Join(';', fields.Select(f => $"\"{f}\""))).Append("\r\n");
        }

        return text.ToString();
    }

    private static List<Dictionary<string, string>> Csv(string file)
    {
        using var reader = CsvHelper.CsvReader.Create(File.OpenRead(Path.Combine(Seeds.Folder, "areas", file)));
        var columns = reader.Headers.ToArray();
        var found = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            found.Add(columns.ToDictionary(c => c, c => reader.GetString(c)));
        }

        return found;
    }

    /// <param name="Code">The key.</param>
    /// <param name="Name">The name.</param>
    /// <param name="Province">PV and two digits.</param>
    /// <param name="Corop">CR and two digits.</param>
    /// <param name="Safety">VR and two digits.</param>
    /// <param name="Inhabitants">As written.</param>
    public sealed record Row(
        string Code, string Name, string Province, string Corop, string Safety, string Inhabitants)
    {
        /// <summary>What stands in the column of the codes.</summary>
        public string Written { get; init; } = Code;

        public string ProvinceName { get; init; } = "een provincie";
    }
}
