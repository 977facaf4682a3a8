namespace Monitor.GraphQL.Schema;

/// <summary>The coercions that the engine brings: of the built-in scalars, and of the scalars that it ships.</summary>
internal static class BuiltInCoercions
{
    private static readonly Dictionary<string, ScalarCoercion> OfBuiltIns = new()
    {
        ["Int"] = new IntCoercion(),
        ["Float"] = new FloatCoercion(),
        ["String"] = new StringCoercion(),
        ["Boolean"] = new BooleanCoercion(),
        ["ID"] = new IdCoercion(),
    };

    private static readonly Dictionary<string, ScalarCoercion> OfShipped = new()
    {
        ["Date"] = new DateCoercion(),
        ["DateTime"] = new DateTimeCoercion(),
    };

    public static ScalarCoercion Of(string builtIn) => OfBuiltIns[builtIn];

    /// <summary>Null for any other name; used only where a schema declares the scalar.</summary>
    public static ScalarCoercion? Shipped(string name) => OfShipped.GetValueOrDefault(name);
}
