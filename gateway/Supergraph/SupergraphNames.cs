namespace Monitor.Gateway.Supergraph;

/// <summary>Which names in a supergraph are the composer's machinery and never a client's.</summary>
internal static class SupergraphNames
{
    private static readonly string[] prefixes = ["join__", "link__", "core__"];

    private static readonly HashSet<string> executableLocations =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    ];

    public static bool IsMachinery(string name) =>
        prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) || name is "link" or "core";

    public static bool IsExecutable(string location) => executableLocations.Contains(location);
}
