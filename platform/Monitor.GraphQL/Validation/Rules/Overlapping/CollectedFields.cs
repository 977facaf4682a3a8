using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>The fields of selections, those of inline fragments included, by response name.</summary>
/// <param name="number">Tells these apart from all others of the document.</param>
/// <param name="parent">What is selected from; null where that is not known.</param>
internal sealed class CollectedFields(int number, NamedType? parent)
{
    private const int Few = 8;

    private Dictionary<string, int>? placeOf;
    private List<FragmentSpread>? spreads;

    public int Number { get; } = number;

    public NamedType? Parent { get; } = parent;

    /// <summary>In place of a fragment that the document does not have.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>In the order in which names stand first.</summary>
    public List<SameName> Names { get; } = [];

    public IReadOnlyList<FragmentSpread> Spreads => spreads ?? (IReadOnlyList<FragmentSpread>)[];

    public bool HasNoSpread => spreads is null;

    public bool HasOneSpread => spreads is { Count: 1 };

    /// <summary>What the spreads spread, each once; null until somebody asks.</summary>
    public CollectedFields[]? Fragments { get; set; }

    /// <summary>The same selections with another parent.</summary>
    public CollectedFields? WithOtherParent { get; init; }

    public void Add(FragmentSpread spread) => (spreads ??= []).Add(spread);

    public void Add(CollectedField field)
    {
        var name = field.Node.ResponseName;
        var place = Find(name);
        if (place >= 0)
        {
            var same = Names[place];
            same.Last.Next = field;
            Names[place] = same with { Last = field };
            return;
        }

        Names.Add(new SameName(name, field, field));
        if (placeOf is not null)
        {
            placeOf.Add(name, Names.Count - 1);
        }
        else if (Names.Count > Few)
        {
            placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < Names.Count; i++)
            {
                placeOf.Add(Names[i].Name, i);
            }
        }
    }

    public SharedNames[] ShareWith(CollectedFields other)
    {
        List<SharedNames>? shared = null;
        foreach (var same in Names)
        {
            var place = other.Find(same.Name);
            if (place >= 0)
            {
                (shared ??= []).Add(new SharedNames(same.Name, same.First, other.Names[place].First));
            }
        }

        return shared is null ? [] : [.. shared];
    }

    private int Find(string name)
    {
        if (placeOf is not null)
        {
            return placeOf.TryGetValue(name, out var place) ? place : -1;
        }

        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Fields of one response name: from the first on, each knows the next.</summary>
internal readonly record struct SameName(string Name, CollectedField First, CollectedField Last);

/// <summary>A response name that two selections share, and the first fields of either.</summary>
internal readonly record struct SharedNames(string Name, CollectedField First, CollectedField Other);

/// <summary>A field where it is selected.</summary>
/// <param name="number">Tells it apart from all others of the document.</param>
/// <param name="parent">What it is selected from; null where that is not known.</param>
/// <param name="node">The field.</param>
/// <param name="type">Null where the parent has no such field.</param>
internal sealed class CollectedField(int number, NamedType? parent, Field node, GraphQLType? type)
{
    public int Number { get; } = number;

    public NamedType? Parent { get; } = parent;

    public Field Node { get; } = node;

    public GraphQLType? Type { get; } = type;

    public Directive? Stream { get; } = FindStream(node.Directives);

    /// <summary>The next of the same response name.</summary>
    public CollectedField? Next { get; set; }

    public bool IsSimpleLeaf => Node.SelectionSet is null && Node.Arguments.Count == 0 && Stream is null;

    private static Directive? FindStream(IReadOnlyList<Directive> directives)
    {
        for (var i = 0; i < directives.Count; i++)
        {
            if (directives[i].Name.Value == "stream")
            {
                return directives[i];
            }
        }

        return null;
    }
}
