namespace Monitor.GraphQL.Validation;

/// <summary>Which rules a document is held to, and the limits of doing so.</summary>
public sealed record ValidationOptions
{
    /// <summary>All rules, and limits for documents that anyone may send.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>The specified rules and nothing else: the same errors as graphql-js finds.</summary>
    public static ValidationOptions Specification { get; } = new() { MaxDepth = null, MaxFields = null };

    /// <summary>
    /// The rules by their names in graphql-js, with or without "Rule" at the end; null, the default, for all of
    /// <see cref="Validator.RuleNames"/>. A name of no rule chooses nothing. Limits are set apart from them.
    /// </summary>
    public IReadOnlySet<string>? Rules { get; init; }

    /// <summary>Validation stops after this many errors. At least 1; default 100.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>
    /// Steps that comparing fields of one response name may take, priced as graphql-js prices them. Validation stops
    /// beyond it. Default 500,000, as there.
    /// </summary>
    public int MaxComparisons { get; init; } = 500_000;

    /// <summary>Whether messages propose names that resemble a misspelt one. Default true.</summary>
    public bool Suggest { get; init; } = true;

    /// <summary>
    /// How many fields may lie within one another, introspection apart. At least 1; default 32; null for any.
    /// </summary>
    public int? MaxDepth { get; init; } = 32;

    /// <summary>
    /// How many fields an operation may select once its fragments are spread. Default 10,000; null for any.
    /// </summary>
    public int? MaxFields { get; init; } = 10_000;

    /// <summary>How many fields may have an alias once fragments are spread. Default null: any.</summary>
    public int? MaxAliases { get; init; }

    /// <summary>How many root fields an operation may select. Default null: any.</summary>
    public int? MaxRootFields { get; init; }

    /// <summary>How many directives may be applied once fragments are spread. Default null: any.</summary>
    public int? MaxDirectives { get; init; }

    /// <summary>How often fragments may be spread, within fragments each time anew. Default null: any.</summary>
    public int? MaxFragmentSpreads { get; init; }

    /// <summary>How many items a list in the document may have. Default null: any.</summary>
    public int? MaxListSize { get; init; }

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be asked. Default true.</summary>
    public bool AllowIntrospection { get; init; } = true;

    /// <summary>Whether messages name the limit that was exceeded. Default true.</summary>
    public bool ExposeLimits { get; init; } = true;

    internal bool HasLimits =>
        !AllowIntrospection
        || (MaxDepth ?? MaxFields ?? MaxAliases ?? MaxRootFields ?? MaxDirectives ?? MaxFragmentSpreads ?? MaxListSize)
            is not null;
}
