namespace Monitor.GraphQL.Schema;

public sealed record SchemaOptions
{
    /// <summary>
    /// Coercions of the schema's own scalars by name. A scalar without one is passed through unchanged, except
    /// <c>Date</c> and <c>DateTime</c>, which are ISO 8601. Built-in scalars are coerced as the specification says and
    /// are not to be named here; a name that the schema does not declare is of no account.
    /// </summary>
    public IReadOnlyDictionary<string, ScalarCoercion> Scalars { get; init; } =
        new Dictionary<string, ScalarCoercion>();

    /// <summary>
    /// Skips the rules of the type system, for a schema that was checked before (a composed supergraph). Definitions
    /// are held to what can be told of them as written even so: names are known and defined once, directives fit.
    /// </summary>
    public bool AssumeValid { get; init; }

    /// <exception cref="ArgumentException">A built-in scalar is to be coerced differently.</exception>
    internal void Check()
    {
        if (Scalars.Keys.FirstOrDefault(BuiltIns.IsScalar) is { } builtIn)
        {
            throw new ArgumentException(
                $"{builtIn} is a built-in scalar and cannot be coerced differently. Declare a scalar of another name.");
        }
    }
}
