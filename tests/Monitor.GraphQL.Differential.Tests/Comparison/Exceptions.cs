namespace Monitor.GraphQL.Differential.Tests.Comparison;

/// <summary>Where the engine keeps to the specification and graphql-js 17.1.0 does not, or both may.</summary>
internal static class Exceptions
{
    private static readonly (string Section, Func<string, string, string, bool> Covers)[] all =
    [
        // §2.4: SelectionSet : { Selection+ }. graphql-js 17 accepts braces that hold nothing.
        ("§2.4", (_, ours, _) => ours.Contains("Syntax Error: Expected Name, found \\\"}\\\".", StringComparison.Ordinal)),
    ];

    /// <summary>The section that allows the difference; null where none does.</summary>
    public static string? SectionFor(string line, string ours, string theirs) =>
        all.Where(one => one.Covers(line, ours, theirs)).Select(one => one.Section).FirstOrDefault();
}
