namespace Monitor.GraphQL.Execution;

/// <summary>The coerced value of an input object.</summary>
public sealed class InputObject
{
    /// <summary>A field's value, as <see cref="FieldContext.Argument{T}"/> gives an argument's.</summary>
    public T Get<T>(string name) => throw new NotImplementedException(name);

    /// <summary>Whether the field was given (null counts) or has a default.</summary>
    public bool Has(string name) => throw new NotImplementedException(name);
}
