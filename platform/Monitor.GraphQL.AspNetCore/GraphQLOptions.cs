using System.ComponentModel.DataAnnotations;
using Monitor.GraphQL.Cost;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>
/// Limits of a GraphQL endpoint, from <c>GraphQL:…</c>. The values here are those of the profile Open; docs/limits.md
/// has all beside each other, with the code that each refuses with.
/// </summary>
public sealed class GraphQLOptions
{
    public const string Section = "GraphQL";

    /// <summary>Where the other settings start from. Default Open; Subgraph for a service behind the gateway.</summary>
    public GraphQLProfile Profile { get; set; } = GraphQLProfile.Open;

    /// <summary>Bytes that a request's body may have. Default 1 MiB.</summary>
    [Range(1_024, 64 * 1_048_576)]
    public int MaxRequestBytes { get; set; } = 1_048_576;

    /// <summary>Documents that are kept parsed and validated. Default 1,000.</summary>
    [Range(0, 1_000_000)]
    public int CachedDocuments { get; set; } = 1_000;

    /// <summary>Tokens that a document may have. Default 15,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxTokens { get; set; } = 15_000;

    /// <summary>How many fields may lie within one another, introspection apart. Default 15.</summary>
    [Range(1, 1_000)]
    public int MaxDepth { get; set; } = 15;

    /// <summary>Fields that an operation may select once its fragments are spread. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxFields { get; set; } = 10_000;

    /// <summary>
    /// Steps that comparing fields of one response name may take: some 300 fields of one name beside each other take as
    /// many as this. Default 100,000; graphql-js allows 500,000.
    /// </summary>
    [Range(1_000, 500_000)]
    public int MaxComparisons { get; set; } = 100_000;

    /// <summary>Fields with an alias that an operation may have once its fragments are spread. Default 30.</summary>
    [Range(0, 1_000_000)]
    public int MaxAliases { get; set; } = 30;

    /// <summary>Root fields that an operation may select. Default 20.</summary>
    [Range(1, 1_000_000)]
    public int MaxRootFields { get; set; } = 20;

    /// <summary>Directives that an operation may use once its fragments are spread. Default 50.</summary>
    [Range(0, 1_000_000)]
    public int MaxDirectives { get; set; } = 50;

    /// <summary>
    /// How often an operation may spread fragments, those within fragments each time anew. Default 100.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxFragmentSpreads { get; set; } = 100;

    /// <summary>
    /// Items of a list in the document or the variables, and what an argument named by <c>@listSize</c> may ask for.
    /// Default 1,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxListSize { get; set; } = 1_000;

    /// <summary>
    /// What an operation may cost by the GraphQL Cost Directives specification: its field cost as well as its type
    /// cost. Default 20,000.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int MaxCost { get; set; } = 20_000;

    /// <summary>Items that a list is taken to have whose field has no <c>@listSize</c>. Default 10.</summary>
    [Range(1, 1_000_000)]
    public int AssumedListSize { get; set; } = 10;

    /// <summary>Objects that an answer may hold. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxObjects { get; set; } = 100_000;

    /// <summary>Whether browsers that open the endpoint get GraphiQL. Default: yes.</summary>
    public bool GraphiQL { get; set; } = true;

    /// <summary>How long one execution may take, waiting included. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Operations that are executed at once. Default 256.</summary>
    [Range(1, 100_000)]
    public int MaxConcurrentExecutions { get; set; } = 256;

    /// <summary>Operations that may wait until others have ended. Beyond it they are refused. Default 128.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingExecutions { get; set; } = 128;

    /// <summary>How long an operation may wait until others have ended. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether clients may ask for the schema. Default true.</summary>
    public bool Introspection { get; set; } = true;

    /// <summary>Whether messages propose names that resemble a misspelt one. Default: not in Production.</summary>
    public bool? Suggestions { get; set; }

    /// <summary>Whether messages name the limit that was exceeded. Default: in Development only.</summary>
    public bool? ExposeLimits { get; set; }

    /// <summary>
    /// Whether a request with the header <c>monitor-cost: true</c> gets its estimated and actual cost in extensions.
    /// Default: in Development only.
    /// </summary>
    public bool? ExposeCost { get; set; }

    /// <summary>
    /// Refuses what a stranger's page can have a browser send: requests need a content type that no form has, or a
    /// header such as <c>graphql-preflight</c>. Default: yes.
    /// </summary>
    public bool CsrfPrevention { get; set; } = true;

    /// <summary>Operations that the list in one body may hold. Default 0: lists are refused.</summary>
    [Range(0, 1_000)]
    public int MaxBatch { get; set; }

    /// <summary>Operations of one list that are executed at the same time. Default 4.</summary>
    [Range(1, 64)]
    public int BatchParallelism { get; set; } = 4;

    /// <summary>Answers from this size on are packed for who asks for it; 0: none is. Default 1 KiB.</summary>
    [Range(0, 64 * 1_048_576)]
    public int CompressFromBytes { get; set; } = 1_024;

    internal ParserOptions Parser => ParserOptions.Request with { MaxTokens = MaxTokens };

    internal CostOptions Cost => new()
    {
        MaxCost = MaxCost,
        MaxListSize = MaxListSize,
        AssumedListSize = AssumedListSize,
        ExposeLimits = ExposeLimits is true,
    };

    internal ValidationOptions Validation => new()
    {
        MaxDepth = MaxDepth,
        MaxFields = MaxFields,
        MaxComparisons = MaxComparisons,
        MaxAliases = MaxAliases,
        MaxRootFields = MaxRootFields,
        MaxDirectives = MaxDirectives,
        MaxFragmentSpreads = MaxFragmentSpreads,
        MaxListSize = MaxListSize,
        AllowIntrospection = Introspection,
        Suggest = Suggestions is true,
        ExposeLimits = ExposeLimits is true,
    };
}
