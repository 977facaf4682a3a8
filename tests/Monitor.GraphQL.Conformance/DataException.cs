namespace Monitor.GraphQL.Conformance;

/// <summary>What a resolver throws because the line says so.</summary>
internal sealed class DataException(string message) : Exception(message)
{
    /// <summary>To be answered as they are.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; private init; }

    /// <summary>Of <c>{"$error": "message", "extensions": {}}</c>.</summary>
    public static DataException Of(Dictionary<string, object?> special) =>
        new(special["$error"] as string ?? JsonText.Of(special["$error"]))
        {
            Extensions = special.GetValueOrDefault("extensions") is Dictionary<string, object?> { Count: > 0 } given
                ? given
                : null,
        };
}
