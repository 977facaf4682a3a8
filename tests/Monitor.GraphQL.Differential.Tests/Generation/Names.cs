namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>Few names, many of them alike, so that suggestions have something to suggest.</summary>
internal static class Names
{
    public static readonly string[] Types =
    [
        "Dog", "Dogs", "Cat", "Pet", "Person", "Owner", "Node", "Named", "Thing", "Being", "House", "Horse", "Home",
        "Item", "Items", "Entry", "Result", "Color", "Colour", "Size", "Filter", "Input", "Date", "DateTime", "Any",
    ];

    public static readonly string[] Fields =
    [
        "id", "name", "names", "title", "age", "ages", "count", "friend", "friends", "owner", "pets", "best", "node",
        "nodes", "flag", "score", "at", "kind", "size", "self",
    ];

    public static readonly string[] Values = ["RED", "GREEN", "BLUE", "READ", "BIG", "SMALL", "TALL", "red"];

    public static readonly string[] Arguments = ["id", "first", "last", "filter", "name", "size", "when", "a", "b"];

    public static readonly string[] Directives = ["tag", "note", "cost", "on", "skipped", "include2"];

    public static string Misspell(string name, Chance chance) => chance.Below(6) switch
    {
        0 => name + chance.Of(["s", "x", "1", "_"]),
        1 when name.Length > 1 => name[..^1],
        2 when name.Length > 1 => name[1..],
        3 => name.ToUpperInvariant(),
        4 => chance.Of(Fields),
        _ => name[..(name.Length / 2)] + "e" + name[(name.Length / 2)..],
    };
}
