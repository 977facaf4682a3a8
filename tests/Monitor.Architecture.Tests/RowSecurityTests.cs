using System.Text.RegularExpressions;

namespace Monitor.Architecture.Tests;

/// <summary>
/// The second wall stands around every table that says whose a row is: a municipality's or a member's. One that is open
/// stands in the list below with its reason, and so was thought about.
/// </summary>
public sealed partial class RowSecurityTests
{
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["questionnaire.region_memberships"] = "Which municipality lies where is public.",
        ["benchmark.memberships"] = "A copy of it.",
        ["benchmark.figure_memberships"] = "A copy of it.",
        ["community.memberships_of_regions"] = "A copy of it.",
        ["questionnaire.invited"] = "Who is invited is public.",
        ["questionnaire.round_changes"] = "The institute's own acts: whom it invited.",
        ["questionnaire.imports"] = "The institute's own files: how many municipalities they held.",
        ["questionnaire.invitation_texts"] = "The subject of a mail, the same for all.",
        ["questionnaire.reminders"] = "The subject of a mail, the same for all.",
        ["benchmark.shown_names"] = "What consents show to others.",
        ["community.email_domains"] = "The institute's own list.",
        ["platform.idempotency_keys"] = "Looked up by subject and key before anybody is acted for; holds ids.",
    };

    [Fact]
    public void Whatever_is_somebodys_own_has_row_security()
    {
        var open = Sources().SelectMany(source => OpenTables(source.Name, source.Folder)).Order(StringComparer.Ordinal);

        Assert.Equal(Open.Keys.Order(StringComparer.Ordinal), open);
    }

    private static IEnumerable<(string Name, string Folder)> Sources() =>
    [
        .. Repository.Services.Select(service => (service, $"services/{service}/Storage/Migrations")),
        ("platform", "platform/Monitor.Hosting/migrations"),
        ("platform", "platform/Monitor.Dapr/migrations"),
    ];

    private static IEnumerable<string> OpenTables(string source, string folder)
    {
        var sql = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.sql")
            .Order(StringComparer.Ordinal).Select(file => Comment().Replace(File.ReadAllText(file), "")));
        var dropped = NamesOf(Dropped(), sql);
        var guarded = NamesOf(Enabled(), sql).Intersect(NamesOf(Forced(), sql));
        return Table().Matches(sql)
            .Where(table => Owner().IsMatch(table.Groups["columns"].Value))
            .Select(table => table.Groups["name"].Value)
            .Except(guarded).Except(dropped)
            .Select(table => $"{source}.{table}");
    }

    private static IEnumerable<string> NamesOf(Regex pattern, string sql) =>
        pattern.Matches(sql).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+) \((?<columns>.*?)\n\);", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"DROP TABLE (?<name>\w+)")]
    private static partial Regex Dropped();

    [GeneratedRegex(@"ALTER TABLE (?<name>\w+)\s+ENABLE\s+ROW LEVEL SECURITY")]
    private static partial Regex Enabled();

    [GeneratedRegex(@"ALTER TABLE (?<name>\w+)\s+FORCE\s+ROW LEVEL SECURITY")]
    private static partial Regex Forced();

    /// <summary>A column by which a row is somebody's.</summary>
    [GeneratedRegex(
        @"^\s+(municipality|municipality_code|municipalities|member|by_member|account|author|subject|reporter|email)\b",
        RegexOptions.Multiline)]
    private static partial Regex Owner();
}
