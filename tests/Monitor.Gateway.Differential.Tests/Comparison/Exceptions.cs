using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Gateway.Differential.Tests.Running;

namespace Monitor.Gateway.Differential.Tests.Comparison;

/// <summary>
/// Every known difference from @apollo/gateway 2.14.4 that stays, as narrow as it can be told, and why.
/// </summary>
internal static partial class Exceptions
{
    /// <summary>We answer as the oracle does and Apollo does not.</summary>
    private static readonly (string Why, Func<Exchange, bool> Covers)[] apolloIsWrong =
    [
        // Apollo fetches a key or a required field under its own name even where the client gave that name to another
        // field: one of the two is sent, or answered, for the other.
        ("an alias is the name of another field", exchange => Aliases(exchange.Question.Query)
            .Any(alias => exchange.ApolloCalls.Any(call => IsAsked(call.Query, alias) || IsSent(call, alias)))),
        ("an alias is the name of another field, and there is no plan", exchange => exchange.ApolloCalls.Count == 0
            && exchange.Apollo.Errors.Any(error => error.Message.StartsWith(
                "Cannot add selection of field", StringComparison.Ordinal))),

        // GraphQL 2025 §6.3.2, CollectFields: members stand in the order in which their keys are met first. Apollo
        // joins fragments on one type before it writes.
        ("the order of members", exchange => exchange.Apollo.Data is { } theirs
            && Sorted(theirs) == Sorted(exchange.Ours.Data!)),

        // The same of mutations: those of a fragment are done before what stands in front of it.
        ("the order of mutations in fragments", exchange =>
            exchange.Question.Query.StartsWith("mutation", StringComparison.Ordinal)
            && exchange.Question.Query.Contains("...", StringComparison.Ordinal)),

        // Two fields of one subgraph require the same field with different arguments: Apollo asks once and sends the
        // value for one to both, and even answers the client's own selection of that field with it.
        ("requirements with conflicting arguments", exchange => exchange.Question.Graph == "trains"
            && Count(exchange.Question.Query, "firstClassTicket", "secondClassTicket", "fare") > 1),

        // Apollo selects __typename of an @interfaceObject too, where the query does, and takes the answer, the name of
        // the interface, for the type of the object: which then is null.
        ("__typename of an @interfaceObject", exchange => exchange.Question.Graph == "garden"
            && exchange.ApolloCalls.Any(call => call.Subgraph is "care" or "shop"
                && call.Query.Contains("...on Plant{__typename", StringComparison.Ordinal))),

        // Apollo sends back to the subgraph that gave an object what a key there is made of that is not resolvable.
        ("a key that is not resolvable", exchange => exchange.Question.Graph == "parcels"
            && exchange.Apollo.Errors.Any(error => error.Message.Contains(
                "no resolvable key of Locker", StringComparison.Ordinal))),

        // Of objects of one type, and of two subgraphs that know only the interface: Apollo asks neither.
        ("two interface objects below a type condition", exchange => exchange.Question.Graph == "club"
            && exchange.Question.Query.Contains(" on ", StringComparison.Ordinal)
            && Count(exchange.Question.Query, "active", "due") == 2),

        // One field requires something of all types, another of one type only: Apollo sends for both what the first
        // requires.
        ("requirements of one type and of all", exchange => exchange.Question.Graph == "laboratory"
            && Count(exchange.Question.Query, "cooling", "place") == 2),

        // Apollo does not ask the type of what a type narrows an interface's field to, and then finds no fragment on an
        // interface that fits.
        ("a fragment below a narrowed field", exchange => exchange.Question.Graph == "observatory"
            && exchange.Question.Query.Contains("companion", StringComparison.Ordinal)
            && exchange.Question.Query.Contains(" on ", StringComparison.Ordinal)),

        // A fetch for a field that requires something, of objects of one type only, takes its neighbours with it: where
        // no object is of that type, Apollo asks for none of them.
        ("a requirement below a type condition", exchange => exchange.Question.Graph == "garden"
            && exchange.Question.Query.Contains(" on ", StringComparison.Ordinal)
            && Count(exchange.Question.Query, "label", "advice") > 0),

        // Where types conflict under one key, Apollo asks by an alias of its own; what is false or 0 there it takes for
        // null.
        ("nothing under an alias of its own", exchange => exchange.ApolloCalls.Any(
            call => call.Query.Contains("__alias_", StringComparison.Ordinal))),

        // A fragment on a union that the object is a member of: Apollo takes what is selected within for another's.
        ("a fragment on a union within an object", exchange => Count(
            exchange.Question.Query,
            "on LogEntry", "on Media", "on Owner", "on SearchResult", "on Somebody", "on Story") > 0),

        // A field that requires what requires something of its own: Apollo asks the subgraph that it is in for the
        // inner one without a representation.
        ("a chain of requirements from within their subgraph", exchange => exchange.Question.Graph is "trains" or "zoo"
            && exchange.Apollo.Errors.Any(error => IsWithoutRequirement().IsMatch(error.Message))),
    ];

    private static readonly JsonSerializerOptions deep = new() { MaxDepth = 512 };

    /// <summary>We ask more often than Apollo, with reason.</summary>
    private static readonly (string Why, Func<Exchange, bool> Covers)[] moreCalls =
    [
        // A list is a key of what holds it, and has keys of its own: we enter with those, Apollo once with the whole.
        ("keys of what holds the objects", exchange => exchange.Question.Graph == "parcels"
            && exchange.Question.Query.Contains("fee", StringComparison.Ordinal)),

        // One fetch of ours serves several places; where one of them has something to ask for, it is made. Apollo plans
        // a fetch a place, no fewer, of which those of empty places are not made.
        ("Apollo planned as many", exchange => exchange.OurCalls.Count <= exchange.ApolloPlanned),

        // @override(label: "percent(100)"): the field has moved for everybody. Apollo's Node gateway knows no
        // percentages and stays with the subgraph that it moved from.
        ("progressive @override", exchange => exchange.Question.Graph == "newsroom"
            && exchange.OurCalls.Any(call => call.Subgraph == "stats" && IsAsked(call.Query, "likes"))),
    ];

    /// <summary>We answer as Apollo does and the oracle does not.</summary>
    private static readonly (string Why, Func<Exchange, bool> Covers)[] bothDiffer =
    [
        // Neighbouring mutations of one subgraph go in one call; what other subgraphs add to the first is read after
        // both.
        ("neighbouring mutations in one call", exchange =>
            exchange.Question.Query.StartsWith("mutation", StringComparison.Ordinal)
            && exchange.OurCalls.Count > 1
            && exchange.OurCalls.Count(call => call.Query.StartsWith("mutation", StringComparison.Ordinal))
                == exchange.ApolloCalls.Count(call => call.Query.StartsWith("mutation", StringComparison.Ordinal))),
    ];

    public static string? WhyApolloDiffers(Exchange exchange) =>
        apolloIsWrong.Where(one => one.Covers(exchange)).Select(one => one.Why).FirstOrDefault();

    public static string? WhyBothDiffer(Exchange exchange) =>
        bothDiffer.Where(one => one.Covers(exchange)).Select(one => one.Why).FirstOrDefault();

    public static string? WhyMoreCalls(Exchange exchange) =>
        moreCalls.Where(one => one.Covers(exchange)).Select(one => one.Why).FirstOrDefault();

    /// <summary>The aliases of a document: what stands before a colon, but not in parentheses.</summary>
    private static IEnumerable<string> Aliases(string query) =>
        Alias().Matches(Parentheses().Replace(query, "")).Select(match => match.Groups[1].Value);

    private static bool IsAsked(string document, string field) =>
        Regex.IsMatch(document, $@"\b{field}\b(?!\s*:)");

    private static string Sorted(string json) => Sorted(JsonSerializer.Deserialize<JsonElement>(json, deep));

    private static string Sorted(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', json.EnumerateObject()
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"{member.Name}:{Sorted(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', json.EnumerateArray().Select(Sorted))}]",
        _ => json.GetRawText(),
    };

    /// <summary>Whether a representation has that field.</summary>
    private static bool IsSent(Call call, string field) =>
        call.Variables is { } variables
        && variables.GetRawText().Contains($"\"{field}\":", StringComparison.Ordinal);

    private static int Count(string text, params string[] words) =>
        words.Count(word => text.Contains(word, StringComparison.Ordinal));

    [GeneratedRegex("was not asked of a representation|the representation lacks")]
    private static partial Regex IsWithoutRequirement();

    [GeneratedRegex(@"([A-Za-z_0-9]+):")]
    private static partial Regex Alias();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Parentheses();
}
