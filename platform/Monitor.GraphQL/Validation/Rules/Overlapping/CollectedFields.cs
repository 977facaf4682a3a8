using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>The fields of selections, those of inline fragments included, by response name.</summary>
/// <param name="number">Tells these apart from all others of the document.</param>
/// <param name="parent">What is selected from; null where that is not known.</param>
internal sealed class CollectedFields(int number, NamedType? parent)
{
    private const int Few = 8;

    private Dictionary<string, CollectedField>? byName;
    private CollectedField? last;

    public int Number { get; } = number;

    public NamedType? Parent { get; } = parent;

    /// <summary>In place of a fragment that the document does not have.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The first field: by <see cref="CollectedField.NextName"/> it leads to the first of each name.</summary>
    public CollectedField? First { get; private set; }

    /// <summary>How many response names there are.</summary>
    public int Names { get; private set; }

    /// <summary>Null where there is none.</summary>
    public List<FragmentSpread>? Spreads { get; private set; }

    /// <summary>What the spreads spread, each once; null until somebody asks.</summary>
    public CollectedFields[]? Fragments { get; set; }

    /// <summary>The same selections with another parent.</summary>
    public CollectedFields? WithOtherParent { get; init; }

    public void Add(FragmentSpread spread) => (Spreads ??= new List<FragmentSpread>(1)).Add(spread);

    public void Add(CollectedField field)
    {
        if (Find(field.ResponseName) is { } same)
        {
            same.Append(field);
            return;
        }

        if (last is null)
        {
            First = field;
        }
        else
        {
            last.NextName = field;
        }

        last = field;
        if (++Names > Few)
        {
            Index(field);
        }
    }

    /// <summary>Adds the names that others have too.</summary>
    public void ShareWith(CollectedFields others, List<SharedNames> shared)
    {
        for (var field = First; field is not null; field = field.NextName)
        {
            if (others.Find(field.ResponseName) is { } other)
            {
                shared.Add(new SharedNames(field, other));
            }
        }
    }

    private void Index(CollectedField added)
    {
        if (byName is not null)
        {
            byName.Add(added.ResponseName, added);
            return;
        }

        byName = new Dictionary<string, CollectedField>(StringComparer.Ordinal);
        for (var field = First; field is not null; field = field.NextName)
        {
            byName.Add(field.ResponseName, field);
        }
    }

    private CollectedField? Find(string name)
    {
        if (byName is not null)
        {
            return byName.GetValueOrDefault(name);
        }

        for (var field = First; field is not null; field = field.NextName)
        {
            if (field.ResponseName == name)
            {
                return field;
            }
        }

        return null;
    }
}

/// <summary>The first fields of a response name in two selections.</summary>
internal readonly record struct SharedNames(CollectedField First, CollectedField Other)
{
    public bool IsEnd => First is null;
}

/// <summary>A field where it is selected.</summary>
/// <param name="number">Tells it apart from all others of the document.</param>
/// <param name="parent">What it is selected from; null where that is not known.</param>
/// <param name="node">The field.</param>
/// <param name="type">Null where the parent has no such field.</param>
internal sealed class CollectedField(int number, NamedType? parent, Field node, GraphQLType? type)
{
    private CollectedField? lastOfName;

    public int Number { get; } = number;

    public NamedType? Parent { get; } = parent;

    public Field Node { get; } = node;

    public GraphQLType? Type { get; } = type;

    public Directive? Stream { get; } = node.Find("stream");

    public string ResponseName => Node.ResponseName;

    /// <summary>The next of the same response name.</summary>
    public CollectedField? Next { get; private set; }

    /// <summary>The first of the next response name; known of the first of each.</summary>
    public CollectedField? NextName { get; set; }

    public bool IsSimpleLeaf => Node.SelectionSet is null && Node.Arguments.Count == 0 && Stream is null;

    /// <summary>Adds one of the same response name; asked of the first.</summary>
    public void Append(CollectedField field)
    {
        (lastOfName ?? this).Next = field;
        lastOfName = field;
    }
}
