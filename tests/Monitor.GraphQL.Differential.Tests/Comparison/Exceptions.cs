using System.Text.RegularExpressions;

namespace Monitor.GraphQL.Differential.Tests.Comparison;

/// <summary>Where the engine keeps to the specification and graphql-js 17.1.0 does not, or both may.</summary>
/// <remarks>What introspection of graphql-js tells beyond it is taken away in reference/september2025.mjs.</remarks>
internal static partial class Exceptions
{
    private static readonly (string Section, Func<string, string, bool> Covers)[] all =
    [
        // SelectionSet : { Selection+ }. graphql-js accepts braces that hold nothing, and reads on.
        ("§2.4", (ours, theirs) => Tells(ours, "Expected Name, found \"}\".") && IsBefore(ours, theirs)),

        // TypeSystemDocument holds nothing else. graphql-js leaves operations and fragments in a schema unread.
        ("§3", (ours, _) => Tells(ours, "A schema holds no operations or fragments.")),

        // IsInputType: graphql-js finds an argument of another type too, but fails when that has a default.
        ("§3.4.2", (_, theirs) => Tells(theirs, "to be a GraphQL leaf type.")),

        // "No provided type may have a name which conflicts with any built in types." graphql-js ignores such a type.
        ("§3.3", (ours, _) => Tells(ours, "is built in and cannot be defined anew.")),

        // DirectiveDefinition has no Directives, and there is no DirectiveExtension. graphql-js has both.
        ("§3.13", (ours, theirs) => Tells(ours, "Expected \"on\", found \"@\".") && IsBefore(ours, theirs)),
        ("§3.13", (ours, theirs) => Tells(ours, "Unexpected Name \"directive\".") && IsBefore(ours, theirs)),

        // Input Object Extensions: @oneOf is not provided by one. graphql-js does not look, nor obey it.
        ("§3.10", (ours, _) => Tells(ours, "\"@oneOf\" may not be used on an extension of")),

        // What no finite IEEE 754 number represents must raise a request error. graphql-js reads 1e999 as Infinity.
        ("§3.5.2", (ours, _) => BeyondDouble().IsMatch(ours)),

        // Type Validation: a directive must not reference itself. graphql-js does not look.
        ("§3.13", (ours, _) => Tells(ours, "must not reference itself directly or indirectly.")),
    ];

    /// <summary>The section that allows the difference; null where none does.</summary>
    public static string? SectionFor(string ours, string theirs) =>
        all.Where(one => one.Covers(ours, theirs)).Select(one => one.Section).FirstOrDefault();

    [GeneratedRegex(@"Float cannot represent non numeric value: -?[0-9]+(\.[0-9]+)?[eE]\+?[0-9]{3,}\W")]
    private static partial Regex BeyondDouble();

    private static bool Tells(string answer, string message) =>
        answer.Contains(message.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);

    /// <summary>Whether ours stopped reading first.</summary>
    private static bool IsBefore(string ours, string theirs) =>
        StopOf(theirs) is not { } their || (StopOf(ours) is { } our && our.CompareTo(their) < 0);

    /// <summary>Where an answer stopped reading; null where it read all.</summary>
    private static (int Line, int Column)? StopOf(string answer)
    {
        using var json = DeepJson.Parse(answer);
        var errors = json.RootElement.EnumerateObject()
            .Where(member => member.Name is "errors" or "schemaErrors")
            .SelectMany(member => member.Value.EnumerateArray())
            .Where(error => error.GetProperty("message").GetString()!.StartsWith(
                "Syntax Error", StringComparison.Ordinal))
            .Select(error => error.GetProperty("locations")[0])
            .Select(place => (place.GetProperty("line").GetInt32(), place.GetProperty("column").GetInt32()));
        return errors.Select(place => ((int, int)?)place).FirstOrDefault();
    }
}
