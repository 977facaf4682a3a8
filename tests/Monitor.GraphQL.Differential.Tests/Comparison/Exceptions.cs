namespace Monitor.GraphQL.Differential.Tests.Comparison;

/// <summary>Where the engine keeps to the specification and graphql-js 17.1.0 does not, or both may.</summary>
/// <remarks>What introspection of graphql-js tells beyond it is taken away in reference/september2025.mjs.</remarks>
internal static class Exceptions
{
    private static readonly (string Section, Func<string, string, bool> Covers)[] all =
    [
        // SelectionSet : { Selection+ }. graphql-js accepts braces that hold nothing.
        ("§2.4", (ours, theirs) => Tells(ours, "Syntax Error: Expected Name, found \"}\".") && !Tells(theirs, "Syntax")),

        // TypeSystemDocument holds nothing else. graphql-js leaves operations and fragments in a schema unread.
        ("§3", (ours, _) => Tells(ours, "A schema holds no operations or fragments.")),

        // Type Validation: a directive must not reference itself. graphql-js does not look.
        ("§3.13", (ours, _) => Tells(ours, "must not reference itself directly or indirectly.")),
    ];

    /// <summary>The section that allows the difference; null where none does.</summary>
    public static string? SectionFor(string ours, string theirs) =>
        all.Where(one => one.Covers(ours, theirs)).Select(one => one.Section).FirstOrDefault();

    private static bool Tells(string answer, string message) =>
        answer.Contains(message.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
}
