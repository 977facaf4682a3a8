using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>How figures are asked for, by the names that the graph has.</summary>
internal static class PerNames
{
    private static readonly IReadOnlyDictionary<string, Per> byName = new Dictionary<string, Per>
    {
        ["NUMBER"] = Per.Number,
        ["PER_1000_INHABITANTS"] = Per.Per1000Inhabitants,
        ["PER_1000_CHILDREN"] = Per.Per1000Children,
    };

    public static IEnumerable<string> All => byName.Keys;

    public static Per Parse(string name) => byName[name];

    public static string Of(Per per) => byName.Single(n => n.Value == per).Key;
}
