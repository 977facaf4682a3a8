using System.Text.Json;

namespace Monitor.GraphQL.Execution;

/// <summary>The answer to an operation. §7.1</summary>
public sealed class ExecutionResult
{
    private readonly ResultObject? data;

    internal ExecutionResult(
        ResultObject? data, bool isExecuted, IReadOnlyList<GraphQLError> errors, CachePolicy cache)
    {
        this.data = data;
        IsExecuted = isExecuted;
        Errors = errors;
        Cache = cache;
    }

    /// <summary>
    /// Whether execution began: otherwise the answer has no <c>data</c> at all (§7.1.1 request error).
    /// </summary>
    public bool IsExecuted { get; }

    /// <summary>Whether <c>data</c> is an object, not null or absent.</summary>
    public bool HasData => data is not null;

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    public CachePolicy Cache { get; }

    /// <summary>Writes the value of <c>data</c>.</summary>
    public void WriteData(Utf8JsonWriter writer) => ResultValue.Write(writer, data);

    internal static ExecutionResult Refused(params IReadOnlyList<GraphQLError> errors) =>
        new(null, isExecuted: false, errors, CachePolicy.NoStore);
}
