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

    /// <summary>The objects that it fills.</summary>
    public required Position Target { get; init; }

    /// <summary>It asks for the root type: nothing names the objects.</summary>
    public required bool IsRoot { get; init; }

    /// <summary>What names an entity: fields that other fetches bring. Empty for a root fetch.</summary>
    public FieldSet Representation { get; init; } = FieldSet.Empty;

    /// <summary>
    /// Further fields that the subgraph needs to resolve what is asked of it (@requires); may be null.
    /// </summary>
    public FieldSet Requires { get; init; } = FieldSet.Empty;

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

    /// <summary>As the subgraph knows it.</summary>
    public FederatedType Type { get; } = type;

    /// <summary>The answer is to say what each object is.</summary>
    public bool NeedsTypename { get; set; }

    /// <summary>In the order added.</summary>
    public IEnumerable<FieldDraft> Fields => fields.Values;

    /// <summary>Selections for one object type of an abstract type.</summary>
    public IEnumerable<SelectionDraft> Fragments => fragments.Values;

    public FieldDraft Add(
        string key, WantedField field, FederatedField definition, FieldPlace place, FederatedType? type)
    {
        if (fields.TryGetValue(key, out var known))
        {
            known.IsInternal &= field.IsInternal;
            return known;
        }
        return fields[key] = new FieldDraft(key, field.Arguments, definition, place)
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

/// <summary>A field of a fetch.</summary>
internal sealed class FieldDraft(
    string responseKey, IReadOnlyList<Argument> arguments, FederatedField definition, FieldPlace place)
{
    /// <summary>Its name in the merged answer.</summary>
    public string ResponseKey { get; } = responseKey;

    public IReadOnlyList<Argument> Arguments { get; } = arguments;

    public FederatedField Definition { get; } = definition;

    /// <summary>The field as the fetch's subgraph has it.</summary>
    public FieldPlace Place { get; } = place;

    /// <summary>Null for a leaf.</summary>
    public SelectionDraft? Selection { get; set; }

    /// <summary>No client asked for it.</summary>
    public bool IsInternal { get; set; }
}

/// <summary>Objects at one place of the answer.</summary>
/// <param name="Path">Where they stand.</param>
/// <param name="Type">Their type; an interface where no fetch before says what they are.</param>
/// <param name="IsConditional">Objects of other types may stand here too.</param>
internal sealed record Position(ResultPath Path, FederatedType Type, bool IsConditional)
{
    /// <summary>The condition on what stands below.</summary>
    public IReadOnlyList<string>? OnTypes => IsConditional ? [Type.Name] : null;
}
