using System.Text;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>One response name of a field set: all selections of it, and what answers it. Safe to share.</summary>
internal sealed class PlannedField(
    string responseName,
    bool isFirst,
    FieldBinding binding,
    Field[] nodes,
    CacheRule rule,
    FieldCollector collector,
    RuntimeTypes types)
{
    private static readonly Dictionary<string, object?> NoArguments = [];

    private readonly PlannedArguments? arguments =
        binding.Field.Arguments.Count == 0 ? null : new PlannedArguments(binding, nodes[0]);

    private volatile (ObjectType Type, FieldSet Fields)[] subfields = [];
    private IReadOnlyList<Location>? locations;

    public string ResponseName { get; } = responseName;

    /// <summary>What stands before its values: <c>,"name":</c>, or <c>{"name":</c> for the first of a set.</summary>
    public byte[] Prefix { get; } = Encoding.UTF8.GetBytes($"{(isFirst ? '{' : ',')}\"{responseName}\":");

    public FieldBinding Binding { get; } = binding;

    /// <summary>Tells the object types of its values.</summary>
    public RuntimeTypes Types { get; } = types;

    public GraphQLType Type => Binding.Field.Type;

    /// <summary>How fresh its answers are.</summary>
    public CacheRule Rule { get; } = rule;

    /// <summary>The coerced values of its arguments. §6.4.1</summary>
    /// <exception cref="ArgumentFault">A value does not fit.</exception>
    public IReadOnlyDictionary<string, object?> ArgumentsFor(Variables variables) =>
        arguments is null ? NoArguments : arguments.Coerce(variables);

    /// <summary>Of every selection that asks for it, in order.</summary>
    public IReadOnlyList<Location> Locations => locations ??= [.. nodes.Select(node => node.Location)];

    /// <summary>The sub-selections of all selections, merged; collected once per object type. §6.4.3</summary>
    public FieldSet SubfieldsOf(ObjectType type)
    {
        foreach (var (known, fields) in subfields)
        {
            if (ReferenceEquals(known, type))
            {
                return fields;
            }
        }

        return Collect(type);
    }

    /// <summary>Whether the client selects this field of the answer, by its name in the schema.</summary>
    public bool Selects(string field, GraphQLSchema schema) => schema.PossibleTypes(Type.Named)
        .Any(type => SubfieldsOf(type).Fields.Any(candidate => candidate.Binding.Field.Name == field));

    private FieldSet Collect(ObjectType type)
    {
        lock (collector.Padlock)
        {
            // Another request may have been faster.
            var known = Array.Find(subfields, entry => ReferenceEquals(entry.Type, type)).Fields;
            if (known is null)
            {
                // Entities are as fresh as their own type says.
                var freshness = Binding.IsEntities ? CacheRule.OfType(type) : Rule;
                known = collector.Collect(type, nodes, freshness);
                subfields = [.. subfields, (type, known)];
            }

            return known;
        }
    }
}
