namespace Monitor.GraphQL.Language;

/// <summary>Where a directive may stand, by the specification's names. §3.13</summary>
public static class DirectiveLocations
{
    public static IReadOnlyList<string> Executable { get; } =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    ];

    public static IReadOnlyList<string> TypeSystem { get; } =
    [
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM",
        "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    internal static IReadOnlyList<string> All { get; } = [.. Executable, .. TypeSystem];

    internal static bool Contains(ReadOnlySpan<char> name)
    {
        foreach (var location in All)
        {
            if (name.SequenceEqual(location))
            {
                return true;
            }
        }

        return false;
    }
}
