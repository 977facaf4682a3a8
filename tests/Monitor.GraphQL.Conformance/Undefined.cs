namespace Monitor.GraphQL.Conformance;

/// <summary>What is not there: null to the engine, a word of its own in messages.</summary>
internal sealed class Undefined
{
    private Undefined()
    {
    }

    public static Undefined Instance { get; } = new();

    public static object? ToNull(object? value) => value is Undefined ? null : value;
}
