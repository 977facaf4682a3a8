using System.Text.RegularExpressions;

namespace Monitor.Testing;

/// <summary>What a caller may do with an operation.</summary>
public enum AccessRule
{
    /// <summary>Whoever they act for.</summary>
    Yes,

    /// <summary>For the municipality that they act for, or its region; another's is refused.</summary>
    Own,

    /// <summary>
    /// By an opaque id: what is not theirs is NOT_FOUND, as what is not there.
    /// </summary>
    Found,

    No,
}

/// <summary>A table of docs/access.md: role x operation, role x key, role x file.</summary>
public sealed partial class AccessTable
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, AccessRule>> rules = new(StringComparer.Ordinal);

    private AccessTable(IReadOnlyList<string> columns) => Columns = columns;

    /// <summary>Who asks: <c>nobody</c>, <c>account</c>, the roles, <c>program</c>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// All that has a rule: <c>Mutation.postTip</c>, <c>scoring.Suggestion(id)</c>, <c>GET /exports/my-data</c>.
    /// </summary>
    public IReadOnlyCollection<string> Operations => rules.Keys;

    public AccessRule RuleOf(string operation, string column) => rules[operation][column];

    /// <summary>Reads the first table of the page whose head begins with this word.</summary>
    public static AccessTable Read(string file, string head = "operations")
    {
        var lines = File.ReadAllLines(file).SkipWhile(line =>
            !line.StartsWith($"| {head} |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|')).Select(CellsOf).ToList();
        var table = new AccessTable(lines[0][1..]);
        foreach (var cells in lines.Skip(2))
        {
            var row = table.Columns.Zip(cells.Skip(1), (column, cell) =>
                (column, rule: Enum.Parse<AccessRule>(cell, true)))
                .ToDictionary(pair => pair.column, pair => pair.rule);
            foreach (var operation in Quoted().Matches(cells[0]).Select(match => match.Groups[1].Value))
            {
                if (!table.rules.TryAdd(operation, row))
                {
                    throw new InvalidDataException($"{operation} stands in two rows.");
                }
            }
        }

        return table;
    }

    private static string[] CellsOf(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
