using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Access;

/// <summary>Reads the access directives of a supergraph, under the names that it gives them.</summary>
internal sealed class AccessDirectives(LinkedFeatures features)
{
    private readonly string authenticated = NameOf(features, "authenticated");
    private readonly string scopes = NameOf(features, "requiresScopes");
    private readonly string policy = NameOf(features, "policy");

    /// <param name="place">Where they stand, for a message.</param>
    /// <param name="directives">All that stand there.</param>
    /// <exception cref="SupergraphException">One has the wrong form.</exception>
    public IReadOnlyList<AccessCondition> Read(string place, IReadOnlyList<Directive> directives)
    {
        List<AccessCondition>? conditions = null;
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            AccessCondition? condition = null;
            if (name == authenticated)
            {
                condition = AccessCondition.Authenticated;
            }
            else if (name == scopes)
            {
                condition = new AccessCondition(AccessKind.Scopes, Sets(place, directive, "scopes"));
            }
            else if (name == policy)
            {
                condition = new AccessCondition(AccessKind.Policies, Sets(place, directive, "policies"));
            }
            if (condition is not null)
            {
                (conditions ??= []).Add(condition);
            }
        }
        return conditions ?? (IReadOnlyList<AccessCondition>)[];
    }

    /// <summary>Without a link (federation 1, or a supergraph written by hand) the names are the usual ones.</summary>
    private static string NameOf(LinkedFeatures features, string name) =>
        features.DirectiveOf($"https://specs.apollo.dev/{name}", name) ?? name;

    private static List<IReadOnlyList<string>> Sets(string place, Directive directive, string argument)
    {
        var given = directive.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value;
        var sets = ItemsOf(given).Select(set => (IReadOnlyList<string>)[.. ItemsOf(set).Select(TextOf)]).ToList();
        return sets;

        // A list may be written as its one item. GraphQL 2025 §3.12
        IReadOnlyList<Value> ItemsOf(Value? value) => value switch
        {
            ListValue list => list.Items,
            StringValue one => [one],
            _ => throw Wrong(),
        };

        string TextOf(Value value) => value is StringValue text ? text.Text : throw Wrong();

        SupergraphException Wrong() =>
            new($"@{directive.Name.Value} of {place} needs {argument}, a list of lists of text.");
    }
}
