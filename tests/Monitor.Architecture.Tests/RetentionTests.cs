using System.Collections;

namespace Monitor.Architecture.Tests;

/// <summary>docs/privacy.md and the rules that run say the same: what is kept, and for how long.</summary>
public sealed class RetentionTests
{
    [Fact]
    public void The_table_in_the_docs_is_the_defaults_of_the_settings()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs/privacy.md"))
            .Where(line => line.StartsWith("| `Retention:", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => $"{cells[1].Trim('`')} = {cells[2]}: {cells[3]}");

        Assert.Equal(Rules().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Rules()
    {
        (string Project, string Type)[] lists =
        [
            ("Monitor.Hosting", "Monitor.Hosting.OwnPersonalTables"),
            ("Monitor.Questionnaire", "Monitor.Questionnaire.Storage.PersonalTables"),
            ("Monitor.Community", "Monitor.Community.Storage.PersonalTables"),
        ];
        foreach (var (project, type) in lists)
        {
            var list = Repository.Load(project).GetType(type, throwOnError: true)!;
            foreach (var rule in (IEnumerable)list.GetProperty("Rules")!.GetValue(null)!)
            {
                var kept = (TimeSpan)Of(rule, "Default");
                yield return $"Retention:{Of(rule, "Name")} = {kept.Days} days: {Of(rule, "What")}";
            }
        }
    }

    private static object Of(object rule, string property) => rule.GetType().GetProperty(property)!.GetValue(rule)!;
}
