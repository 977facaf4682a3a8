using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>A fetch while stages still add to it.</summary>
internal sealed class FetchDraft(Subgraph subgraph, OperationType operation, int run)
{
    public Subgraph Subgraph { get; } = subgraph;

    public OperationType Operation { get; } = operation;

    /// <summary>Turn of a mutation: a run begins when the one before has ended. 0 for queries.</summary>
    public int Run { get; } = run;

    /// <summary>What is selected of the root type, or of the entity.</summary>
    public SelectionDraft Selection { get; set; } = null!;

    /// <summary>The objects that the entities belong to; null for a root fetch.</summary>
    public Position? Target { get; init; }

    /// <summary>What names an entity: fields that other fetches bring. Empty for a root fetch.</summary>
    public FieldSet Representation { get; init; } = FieldSet.Empty;

    /// <summary>
    /// Further fields that the subgraph needs to resolve what is asked of it (@requires); may be null.
    /// </summary>
    public FieldSet Requires { get; set; } = FieldSet.Empty;

    /// <summary>The selections that bring the representation's fields: their fetches come first.</summary>
    public HashSet<SelectionDraft> Providers { get; } = [];


    public IEnumerable<FetchDraft> DependsOn => Providers.Select(provider => provider.Fetch).Distinct();
}

/// <summary>A selection of one type within a fetch.</summary>
internal sealed class SelectionDraft(FetchDraft fetch, FederatedType type)
{
    private readonly Dictionary<string, FieldDraft> fields = [];
    private readonly Dictionary<string, SelectionDraft> fragments = [];

    public FetchDraft Fetch { get; private set; } = fetch;

    public FederatedType Type { get; } = type;

    /// <summary>In the order added.</summary>
    public IEnumerable<FieldDraft> Fields => fields.Values;

    /// <summary>Selections for one object type of an abstract type.</summary>
    public IEnumerable<SelectionDraft> Fragments => fragments.Values;

    public FieldDraft Add(SelectedField field, FederatedField definition, FederatedType? type)
    {
        if (fields.TryGetValue(field.ResponseKey, out var known))
        {
            known.IsInternal &= field.IsInternal;
            return known;
        }
        return fields[field.ResponseKey] = new FieldDraft(field.ResponseKey, field.Arguments, definition)
        {
            IsInternal = field.IsInternal,
            Selection = type is null ? null : new SelectionDraft(Fetch, type),
        };
    }

    public SelectionDraft Fragment(FederatedType type)
    {
        if (!fragments.TryGetValue(type.Name, out var fragment))
        {
            fragments[type.Name] = fragment = new SelectionDraft(Fetch, type);
        }
        return fragment;
    }

    /// <summary>Gives the selection, and all within, to another fetch.</summary>
    public void MoveTo(FetchDraft fetch)
    {
        Fetch = fetch;
        foreach (var selection in fields.Values.Select(field => field.Selection).OfType<SelectionDraft>()
            .Concat(fragments.Values))
        {
            selection.MoveTo(fetch);
        }
    }
}

internal sealed class FieldDraft(string responseKey, IReadOnlyList<Argument> arguments, FederatedField definition)
{
    public string ResponseKey { get; } = responseKey;

    public IReadOnlyList<Argument> Arguments { get; } = arguments;

    public FederatedField Definition { get; } = definition;

    /// <summary>Null for a leaf.</summary>
    public SelectionDraft? Selection { get; set; }

    /// <summary>No client asked for it.</summary>
    public bool IsInternal { get; set; }
}

/// <summary>Objects of one type at one place of the answer, and the fetches that bring parts of them.</summary>
internal sealed class Position(ResultPath path, FederatedType type, bool isConditional)
{
    public ResultPath Path { get; } = path;

    public FederatedType Type { get; } = type;

    /// <summary>Objects of other types may stand here too.</summary>
    public bool IsConditional { get; } = isConditional;

    /// <summary>What each subgraph is asked of these objects, in the order in which they came.</summary>
    public Dictionary<Subgraph, SelectionDraft> Selections { get; } = [];
}
