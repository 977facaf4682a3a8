using System.Text.Json;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>The fields to execute on objects of one type, merged, in the order of the answer. §6.3.2</summary>
internal sealed class FieldSet(ObjectType type, PlannedField[] fields)
{
    public ObjectType Type { get; } = type;

    public PlannedField[] Fields { get; } = fields;
}

/// <summary>One response name of a field set: all selections of it, and what answers it.</summary>
internal sealed class PlannedField(string responseName, FieldBinding binding)
{
    private readonly List<(ObjectType Type, FieldSet Fields)> subfields = [];

    public string ResponseName { get; } = responseName;

    public JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(responseName);

    public FieldBinding Binding { get; } = binding;

    public GraphQLType Type => Binding.Field.Type;

    /// <summary>Every selection that asks for it, in order: at least one.</summary>
    public List<Field> Nodes { get; } = [];

    /// <summary>The sub-selections of all selections, merged; collected once per object type.</summary>
    public FieldSet SubfieldsOf(ObjectType type, FieldCollector collector)
    {
        foreach (var (known, fields) in subfields)
        {
            if (ReferenceEquals(known, type))
            {
                return fields;
            }
        }

        var collected = collector.Collect(type, Nodes);
        subfields.Add((type, collected));
        return collected;
    }
}
