using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>The variables of one request, coerced.</summary>
/// <param name="schema">Knows their types.</param>
/// <param name="operation">Declares them.</param>
/// <param name="given">As read from JSON.</param>
/// <param name="coerced">As resolvers receive them; what is absent has neither value nor default.</param>
internal sealed class Variables(
    GraphQLSchema? schema,
    OperationDefinition? operation,
    IReadOnlyDictionary<string, object?>? given,
    IReadOnlyDictionary<string, object?> coerced)
{
    public static Variables None { get; } = new(null, null, null, new Dictionary<string, object?>());

    public bool Has(string name) => coerced.ContainsKey(name);

    public bool HasValue(string name) => coerced.TryGetValue(name, out var value) && value is not null;

    public bool TryGet(string name, out object? value) => coerced.TryGetValue(name, out value);

    /// <summary>
    /// Puts literals in the place of variables, for scalars of one's own that take lists and objects: as clients sent
    /// them, not as they were coerced to the variable's type.
    /// </summary>
    public Value Replace(Value literal) => literal switch
    {
        Variable variable => LiteralOf(variable.Name),
        ListValue list => new ListValue([.. list.Items.Select(Replace)]) { Location = list.Location },
        ObjectValue fields => new ObjectValue([.. fields.Fields
            .Where(field => field.Value is not Variable variable || Has(variable.Name))
            .Select(field => new ObjectField(field.Name, Replace(field.Value)) { Location = field.Location })])
        {
            Location = fields.Location,
        },
        _ => literal,
    };

    private Value LiteralOf(string name)
    {
        var definition = operation?.Variables.FirstOrDefault(candidate => candidate.Name.Value == name);
        if (definition is null)
        {
            return new NullValue();
        }

        return given is not null && given.TryGetValue(name, out var value)
            ? ValueLiteral.Of(value, schema!.Find(definition.Type))
            : definition.DefaultValue ?? new NullValue();
    }
}
