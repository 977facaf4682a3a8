namespace Monitor.Gateway.Access;

/// <summary>What one access directive asks of a caller.</summary>
internal enum AccessKind
{
    /// <summary><c>@authenticated</c></summary>
    Authenticated,

    /// <summary><c>@requiresScopes</c></summary>
    Scopes,

    /// <summary><c>@policy</c></summary>
    Policies,
}

/// <summary>One access directive as it stands on a type or field. Equal ones are met or not met together.</summary>
internal sealed class AccessCondition : IEquatable<AccessCondition>
{
    private readonly string text;

    /// <param name="kind">The directive.</param>
    /// <param name="anyOf">One of these sets must be held whole; of no meaning for <c>@authenticated</c>.</param>
    public AccessCondition(AccessKind kind, IReadOnlyList<IReadOnlyList<string>> anyOf)
    {
        Kind = kind;
        AnyOf = anyOf;
        var sets = anyOf.Select(set => string.Join(" & ", set.Order(StringComparer.Ordinal)));
        text = $"{kind}({string.Join(" | ", sets.Order(StringComparer.Ordinal))})";
    }

    public static AccessCondition Authenticated { get; } = new(AccessKind.Authenticated, []);

    public AccessKind Kind { get; }

    public IReadOnlyList<IReadOnlyList<string>> AnyOf { get; }

    public bool Equals(AccessCondition? other) => other?.text == text;

    public override bool Equals(object? obj) => Equals(obj as AccessCondition);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => text;
}
