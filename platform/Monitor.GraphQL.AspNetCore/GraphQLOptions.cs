using System.ComponentModel.DataAnnotations;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Limits of a GraphQL endpoint.</summary>
public sealed class GraphQLOptions
{
    public const string Section = "GraphQL";

    /// <summary>Bytes that a request's body may have. Default 1 MiB.</summary>
    [Range(1_024, 64 * 1_048_576)]
    public int MaxRequestBytes { get; set; } = 1_048_576;

    /// <summary>Documents that are kept parsed and validated. Default 1,000.</summary>
    [Range(0, 1_000_000)]
    public int CachedDocuments { get; set; } = 1_000;

    /// <summary>Tokens that a document may have. Default 15,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxTokens { get; set; } = 15_000;

    /// <summary>How many fields may lie within one another, introspection apart. Default 32.</summary>
    [Range(1, 1_000)]
    public int MaxDepth { get; set; } = 32;

    /// <summary>Objects that an answer may hold. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxObjects { get; set; } = 100_000;

    /// <summary>Whether browsers that open the endpoint get GraphiQL. Default: yes.</summary>
    public bool GraphiQL { get; set; } = true;

    internal ParserOptions Parser => ParserOptions.Request with { MaxTokens = MaxTokens };

    internal ValidationOptions Validation => ValidationOptions.Default with { MaxDepth = MaxDepth };
}
