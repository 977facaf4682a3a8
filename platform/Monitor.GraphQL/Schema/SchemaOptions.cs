namespace Monitor.GraphQL.Schema;

public sealed record SchemaOptions
{
    /// <summary>
    /// Coercions of the schema's own scalars by name. A scalar without one is passed through unchanged, except
    /// <c>Date</c> and <c>DateTime</c>, which are ISO 8601.
    /// </summary>
    public IReadOnlyDictionary<string, ScalarCoercion> Scalars { get; init; } =
        new Dictionary<string, ScalarCoercion>();

    /// <summary>
    /// Skips the rules of the type system, for a schema that was checked before (a composed supergraph). Unknown
    /// types, names defined twice and types of the wrong kind are faults even so.
    /// </summary>
    public bool AssumeValid { get; init; }
}
