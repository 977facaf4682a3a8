using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>
/// How large a definition is once its fragments are spread. Numbers stop at one beyond any limit, so that fragments
/// that double each other 40 times are as quick to count as any.
/// </summary>
internal readonly record struct DocumentSize
{
    private const int Enough = 1_000_000_000;

    /// <summary>Deeper than the stack can follow.</summary>
    public static DocumentSize Bottomless { get; } = new() { Depth = Enough };

    /// <summary>Fields within one another; what lies in <c>__schema</c> and <c>__type</c> apart.</summary>
    public int Depth { get; init; }

    /// <summary>Fields in all.</summary>
    public int Fields { get; init; }

    /// <summary>Fields that lie in no other field.</summary>
    public int RootFields { get; init; }

    public int Aliases { get; init; }

    public int Directives { get; init; }

    public int Spreads { get; init; }

    /// <summary>The longest of all literal lists; null where there is none.</summary>
    public ListValue? LongestList { get; init; }

    /// <summary>A field that asks for the schema; null where there is none.</summary>
    public Field? Introspection { get; init; }

    /// <summary>Both, side by side.</summary>
    public DocumentSize Beside(in DocumentSize other) => new()
    {
        Depth = Math.Max(Depth, other.Depth),
        Fields = Sum(Fields, other.Fields),
        RootFields = Sum(RootFields, other.RootFields),
        Aliases = Sum(Aliases, other.Aliases),
        Directives = Sum(Directives, other.Directives),
        Spreads = Sum(Spreads, other.Spreads),
        LongestList = Longer(LongestList, other.LongestList),
        Introspection = Introspection ?? other.Introspection,
    };

    /// <summary>A field that selects this.</summary>
    public DocumentSize Within(Field field)
    {
        var isIntrospection = field.FieldName is "__schema" or "__type";
        return this with
        {
            Depth = isIntrospection ? 1 : Sum(Depth, 1),
            Fields = Sum(Fields, 1),
            RootFields = 1,
            Aliases = field.Alias is null ? Aliases : Sum(Aliases, 1),
            Introspection = isIntrospection ? field : Introspection,
        };
    }

    /// <summary>A spread of a fragment that holds this.</summary>
    public DocumentSize Spread() => this with { Spreads = Sum(Spreads, 1) };

    /// <summary>With directives, and the lists in their arguments.</summary>
    public DocumentSize With(IReadOnlyList<Directive> directives)
    {
        var size = this;
        foreach (var directive in directives)
        {
            size = (size with { Directives = Sum(size.Directives, 1) }).With(directive.Arguments);
        }

        return size;
    }

    /// <summary>With the lists in arguments.</summary>
    public DocumentSize With(IReadOnlyList<Argument> arguments)
    {
        var size = this;
        foreach (var argument in arguments)
        {
            size = size.With(argument.Value);
        }

        return size;
    }

    /// <summary>With the lists in a value.</summary>
    public DocumentSize With(Value? value) => value is ListValue or ObjectValue
        ? this with { LongestList = Longer(LongestList, LongestIn(value)) }
        : this;

    private static ListValue? LongestIn(Value value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var longest = value as ListValue;
        foreach (var item in longest?.Items ?? [])
        {
            longest = Longer(longest, LongestIn(item));
        }

        foreach (var field in (value as ObjectValue)?.Fields ?? [])
        {
            longest = Longer(longest, LongestIn(field.Value));
        }

        return longest;
    }

    private static ListValue? Longer(ListValue? one, ListValue? other) =>
        one is null || other?.Items.Count > one.Items.Count ? other : one;

    private static int Sum(int one, int other) => Math.Min(one + other, Enough);
}
