using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Schema;

/// <summary>How a schema is refused.</summary>
internal static class Faults
{
    /// <summary>Each fault as <c>line:column line:column message</c>, in the order told.</summary>
    public static IEnumerable<string> Of(string sdl) =>
        Assert.Throws<SchemaException>(() => SchemaBuilder.Build(sdl)).Faults.Select(fault =>
            string.Concat((fault.Locations ?? []).Select(place => $"{place.Line}:{place.Column} ")) + fault.Message);

    /// <summary>
    /// The same for definitions that stand on the first line, before a query type on the second.
    /// </summary>
    public static IEnumerable<string> In(string definitions) => Of(definitions + "\ntype Query { a: Int }");
}
