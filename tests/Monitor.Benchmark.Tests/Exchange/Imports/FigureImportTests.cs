using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>Imports of files. Each test has a period or an area of its own, or says what it finds.</summary>
public sealed class FigureImportTests(ImportApplication app) : IClassFixture<ImportApplication>
{
    private const string Header = "\"Kenmerken adviezen/meldingen\";\"Regio's\";\"Perioden\";"
        + "\"Gestarte adviezen (aantal)\";\"Ontvangen meldingen (aantal)\"\n";

    [Fact]
    public async Task The_published_half_years_come_in_from_the_download_and_the_sets_alike()
    {
        var checkedOnly = await app.ImportAsync("mapping=84849NED&dryRun=true", StatLineFiles.NationalCsv);
        Assert.Equal(("CHECKED", 14, 0), Counts(checkedOnly));
        Assert.Null(await app.ValueAsync("veilig-thuis.reports", "NL", "2019-H1"));

        var imported = await app.ImportAsync("mapping=84849NED&published=2022-12-14", StatLineFiles.NationalCsv);
        Assert.Equal(("IMPORTED", 14, 0), Counts(imported));
        Assert.Equal(65075, await app.ValueAsync("veilig-thuis.reports", "NL", "2019-H1"));
        Assert.Equal(66155, await app.ValueAsync("veilig-thuis.advice", "NL", "2022-H1"));

        var again = await app.ImportAsync("mapping=84849NED", StatLineFiles.NationalCsv);
        Assert.Equal(("UNCHANGED", 0, 0), Counts(again));
        Assert.Equal(14, again["equal"]!.GetValue<int>());
        Assert.Equal(imported["import"]!.GetValue<string>(), again["earlier"]!["import"]!.GetValue<string>());

        var sets = await app.ImportAsync(
            "mapping=84849NED", ImportApplication.Form("table.zip", Zip(StatLineFiles.NationalSets(4))));
        Assert.Equal(("UNCHANGED", 0, 0), Counts(sets));
        Assert.Equal("2022-12-14", sets["publishedOn"]!.GetValue<string>());
        Assert.Equal(14, await app.CountAsync(
            "SELECT count(*) FROM observations WHERE area = 'NL' AND period LIKE '20__-H_' AND period < '2022-H2'"));
    }

    [Fact]
    public async Task The_published_regions_come_in()
    {
        var imported = await app.ImportAsync("mapping=84852NED", StatLineFiles.RegionalCsv);

        Assert.Equal(("IMPORTED", 14, 0), Counts(imported));
        foreach (var region in StatLineFiles.Regional)
        {
            Assert.Equal(
                region.Reports,
                await app.ValueAsync("veilig-thuis.reports", region.Area, region.Period.TrimEnd('*')));
        }
    }

    [Fact]
    public async Task A_revision_is_another_edition_and_so_is_a_status()
    {
        // 2019-H1 as first published, and as it stood in December 2022.
        await app.ImportAsync(
            "mapping=84849NED&published=2019-10-31", Header + "\"Totaal\";\"Assen\";\"1e halfjaar 2019*\";53080;64960");
        var revised = await app.ImportAsync(
            "mapping=84849NED&published=2020-10-31", Header + "\"Totaal\";\"Assen\";\"1e halfjaar 2019\";53080;65075");

        Assert.Equal(("IMPORTED", 0, 2), Counts(revised));
        Assert.Equal(
            [
                "veilig-thuis.advice 53080 PROVISIONAL 53080 DEFINITE",
                "veilig-thuis.reports 64960 PROVISIONAL 65075 DEFINITE",
            ],
            revised["revisions"]!.AsArray().Select(r =>
                $"{r!["indicator"]} {r["was"]} {r["wasStatus"]} {r["is"]} {r["isStatus"]}").Order());
        Assert.Equal(4, await app.CountAsync(
            "SELECT count(*) FROM observations WHERE area = 'GM0106' AND period = '2019-H1'"));
        Assert.Equal(65075, await app.ValueAsync("veilig-thuis.reports", "GM0106", "2019-H1"));
    }

    [Fact]
    public async Task A_file_imported_long_ago_does_not_bring_its_figures_back()
    {
        const string early = Header + "\"Totaal\";\"Emmen\";\"2020\";100;200";
        await app.ImportAsync("mapping=84849NED&published=2021-04-30", early);
        await app.ImportAsync("mapping=84849NED", Header + "\"Totaal\";\"Emmen\";\"2020\";100;205");

        var again = await app.ImportAsync("mapping=84849NED", early);

        Assert.Equal("UNCHANGED", again["outcome"]!.GetValue<string>());
        Assert.Equal(205, await app.ValueAsync("veilig-thuis.reports", "GM0114", "2020"));
    }

    [Fact]
    public async Task A_file_with_a_fault_changes_nothing_and_names_each()
    {
        var (status, problem) = await app.SendAsync("mapping=84849NED", new StringContent(
            Header + "\"Totaal\";\"Hoogeveen\";\"2020\";100;200\n\"Totaal\";\"Hoogeveen\";\"2021\";7;x\n",
            Encoding.UTF8, "text/csv"));

        Assert.Equal(422, status);
        Assert.Equal("IMPORT_REFUSED", problem["code"]!.GetValue<string>());
        var report = problem["report"]!;
        Assert.Equal("REFUSED", report["outcome"]!.GetValue<string>());
        Assert.Equal(2, report["faultCount"]!.GetValue<int>());
        Assert.Equal(
            ["3 Gestarte adviezen (aantal) BAD_VALUE", "3 Ontvangen meldingen (aantal) BAD_VALUE"],
            report["faults"]!.AsArray().Select(f => $"{f!["line"]} {f["column"]} {f["code"]}").Order());
        Assert.Null(await app.ValueAsync("veilig-thuis.reports", "GM0118", "2020"));
    }

    [Fact]
    public async Task An_import_is_on_record_and_told_to_the_institute_alone()
    {
        const string csv = Header + "\"Totaal\";\"Coevorden\";\"2020\";.;200\n\"Totaal\";\"Eemsdelta\";\"2021\";5;5\n";
        var report = await app.ImportAsync("mapping=84849NED&published=2021-04-30",
            ImportApplication.Form("coevorden.csv", Encoding.UTF8.GetBytes(csv)));

        const string query = """
            { figureImports(first: 100) { id mapping table content sha256 importedBy publishedOn cells added revised
                equal suppressed notMapped mappingSha256 } }
            """;
        var told = await app.AskAsAsync("institute", null, query);
        var import = told.Data["figureImports"]!.AsArray()
            .Single(i => i!["id"]!.GetValue<string>() == report["import"]!.GetValue<string>())!;
        Assert.Equal("coevorden.csv", import["content"]!.GetValue<string>());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(csv))),
            import["sha256"]!.GetValue<string>());
        Assert.Equal(
            "84849NED 84849NED 2021-04-30 4 2 0 0 1 2",
            string.Join(' ', new[]
            {
                "mapping", "table", "publishedOn", "cells", "added", "revised", "equal", "suppressed", "notMapped",
            }.Select(name => import[name]!.ToString())));
        Assert.Equal(["FORBIDDEN"], (await app.AskAsAsync("reader", "GM0153", query)).Codes);
        Assert.Equal(["UNAUTHENTICATED"], (await app.AskAsync(query)).Codes);
        Assert.Equal("no-store", told.CacheControl ?? "no-store");
    }

    [Fact]
    public async Task Only_the_institute_imports()
    {
        var (status, problem) = await app.SendAsync(
            "mapping=84849NED", new StringContent(StatLineFiles.NationalCsv), "coordinator");

        Assert.Equal((403, "FORBIDDEN"), (status, problem["code"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("mapping=99999NED", "UNKNOWN_MAPPING", 404)]
    [InlineData("", "BAD_REQUEST", 400)]
    [InlineData("mapping=84849NED&status=voorlopig", "BAD_REQUEST", 400)]
    [InlineData("mapping=84849NED&published=30-04-2024", "BAD_REQUEST", 400)]
    [InlineData("mapping=84849NED&dryRun=perhaps", "BAD_REQUEST", 400)]
    [InlineData("mapping=84849NED&url=https://datasets.cbs.nl/x", "BAD_REQUEST", 400)]
    public async Task A_request_that_is_not_understood_is_refused(string query, string code, int status)
    {
        var (answered, problem) = await app.SendAsync(query, new StringContent(StatLineFiles.NationalCsv));

        Assert.Equal((status, code), (answered, problem["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_mapping_may_come_along_and_is_kept_on_record_only()
    {
        var own = Encoding.UTF8.GetString(Reading.MappingOf("84849NED"))
            .Replace("\"name\": \"84849NED\"", "\"name\": \"own\"", StringComparison.Ordinal);
        var csv = Encoding.UTF8.GetBytes(Header + "\"Totaal\";\"Meppel\";\"2020\";5;5");

        var report = await app.ImportAsync("", ImportApplication.Form("a.csv", csv, Encoding.UTF8.GetBytes(own)));

        Assert.Equal(("IMPORTED", 2, 0), Counts(report));
        Assert.Equal("own", report["mapping"]!.GetValue<string>());
        Assert.Equal(1, await app.CountAsync(
            "SELECT count(*) FROM figure_mappings WHERE name = 'own' AND NOT is_current"));
        var wrong = Encoding.UTF8.GetBytes(own.Replace("veilig-thuis.advice\"", "no.such\"", StringComparison.Ordinal));
        var unknown = await app.ImportAsync("", ImportApplication.Form("a.csv", csv, wrong));
        Assert.Equal("BAD_MAPPING", unknown["faults"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_changes_is_told_in_the_outbox_and_a_dry_run_tells_nothing()
    {
        var before = await app.CountAsync("SELECT count(*) FROM outbox WHERE topic = 'figures.published'");
        const string csv = Header + "\"Totaal\";\"Aalten\";\"2020\";5;5";

        await app.ImportAsync("mapping=84849NED&dryRun=true", csv);
        Assert.Equal(before, await app.CountAsync("SELECT count(*) FROM outbox WHERE topic = 'figures.published'"));
        await app.ImportAsync("mapping=84849NED", csv);
        Assert.Equal(before + 1, await app.CountAsync("SELECT count(*) FROM outbox WHERE topic = 'figures.published'"));
    }

    [Fact]
    public async Task The_mappings_are_told()
    {
        var told = await app.AskAsAsync(
            "institute", null, "{ figureMappings { name table title address indicators } }");

        Assert.Equal(
            ["82975NED", "84847NED", "84849NED", "84851NED", "84852NED", "84853NED"],
            told.Data["figureMappings"]!.AsArray().Select(m => m!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Steps_are_told_by_the_line()
    {
        using var client = app.CreateClient("institute");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri("/imports/figures?mapping=84849NED&dryRun=true", UriKind.Relative))
        {
            Content = new StringContent(StatLineFiles.NationalCsv),
        };
        request.Headers.Accept.ParseAdd("application/x-ndjson");

        using var response = await client.SendAsync(request);

        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["READING", "WRITING"],
            lines[..^1].Select(line => JsonNode.Parse(line)!["progress"]!["stage"]!.GetValue<string>()));
        Assert.Equal(14, JsonNode.Parse(lines[^1])!["report"]!["cells"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("PK\u0003\u0004not an archive", "BAD_REQUEST")]
    public async Task An_archive_that_cannot_be_read_is_told(string content, string code)
    {
        var (_, problem) = await app.SendAsync("mapping=84849NED", new StringContent(content));

        Assert.Equal(code, problem["code"]!.GetValue<string>());
    }

    private static (string Outcome, int Added, int Revised) Counts(JsonNode report) => (
        report["outcome"]!.GetValue<string>(), report["added"]!.GetValue<int>(), report["revised"]!.GetValue<int>());

    private static byte[] Zip((string Name, string Json)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, json) in files)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(json);
            }
        }

        return bytes.ToArray();
    }
}
