using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>The object types of a supergraph by number, so that an object's type takes a number. Immutable.</summary>
internal sealed class ObjectTypes
{
    /// <summary>The number of no type.</summary>
    public const int None = -1;

    private readonly List<string> names;
    private readonly byte[][] json;
    private readonly NameTable byBytes;
    private readonly Dictionary<string, int> byName;
    private readonly NameTable abstractNames;

    public ObjectTypes(FederatedGraph graph)
    {
        Api = graph.Api;
        names =
        [
            .. graph.Types.Values.Where(type => type.Kind == FederatedKind.Object).Select(type => type.Name)
                .Concat(graph.Api.Types.Values.OfType<ObjectType>().Select(type => type.Name))
                .Distinct(),
        ];
        json = [.. names.Select(name => JsonText.Quote(name))];
        byBytes = new NameTable(names);
        abstractNames = new NameTable(
            [.. graph.Types.Values.Where(type => type.IsAbstract).Select(type => type.Name)]);
        byName = names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
    }

    /// <summary>The schema for clients: some of the types are not in it.</summary>
    public GraphQLSchema Api { get; }

    public int Count => names.Count;

    public string NameOf(int type) => names[type];

    /// <summary>The name in its quotes.</summary>
    public ReadOnlySpan<byte> JsonOf(int type) => json[type];

    /// <summary><see cref="None"/> for an interface, a union, or what nobody knows.</summary>
    public int IndexOf(ReadOnlySpan<byte> name) => byBytes.IndexOf(name);

    /// <inheritdoc cref="IndexOf(ReadOnlySpan{byte})"/>
    public int IndexOf(string name) => byName.GetValueOrDefault(name, None);

    /// <summary>Whether it is an interface or a union: a subgraph with an @interfaceObject knows no more.</summary>
    public bool IsAbstract(ReadOnlySpan<byte> name) => abstractNames.IndexOf(name) >= 0;

    /// <summary>Which types are meant; null for all.</summary>
    public bool[]? SetOf(IReadOnlyList<string>? types)
    {
        if (types is null)
        {
            return null;
        }
        var set = new bool[Count];
        foreach (var type in types.Select(IndexOf).Where(type => type != None))
        {
            set[type] = true;
        }
        return set;
    }
}
