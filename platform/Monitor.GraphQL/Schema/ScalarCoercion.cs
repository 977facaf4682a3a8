using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>How a scalar's values enter and leave. §3.5</summary>
/// <remarks>
/// Coerced values are CLR values: null, bool, int, double, decimal, string, or what the scalar makes (a DateOnly);
/// for a scalar that passes through also List&lt;object?&gt; and Dictionary&lt;string, object?&gt;.
/// Each function throws <see cref="FormatException"/> with a sentence for the client where a value does not fit.
/// </remarks>
public abstract class ScalarCoercion
{
    /// <summary>Any value, unchanged.</summary>
    public static ScalarCoercion PassThrough { get; } = new PassThroughCoercion();

    /// <summary>A value of the service to one that JSON can carry.</summary>
    public abstract object? Serialize(object value);

    /// <summary>A value of a variable (already read from JSON: string, bool, int/long/decimal/double, list, dictionary).</summary>
    public abstract object? ParseValue(object value);

    /// <summary>A literal; variables inside it have been replaced.</summary>
    public abstract object? ParseLiteral(Value literal);
}

internal sealed class PassThroughCoercion : ScalarCoercion
{
    public override object? Serialize(object value) => value;

    public override object? ParseValue(object value) => value;

    public override object? ParseLiteral(Value literal) => throw new NotImplementedException();
}
