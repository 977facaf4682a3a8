namespace Monitor.GraphQL.Execution;

/// <summary>The coerced value of an input object.</summary>
public sealed class InputObject
{
    internal InputObject(IReadOnlyDictionary<string, object?> fields) => Fields = fields;

    /// <summary>Coerced values by name: those given and those with a default.</summary>
    internal IReadOnlyDictionary<string, object?> Fields { get; }

    /// <summary>The fields that were given or have a default, in the order of the schema.</summary>
    public IEnumerable<string> Names => Fields.Keys;

    /// <summary>A field's value, as <see cref="FieldContext.Argument{T}"/> gives an argument's.</summary>
    public T Get<T>(string name) => ClrValue.To<T>(Fields.GetValueOrDefault(name));

    /// <summary>Whether the field was given (null counts) or has a default.</summary>
    public bool Has(string name) => Fields.ContainsKey(name);
}
