using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.GraphQL.Execution;

/// <summary>The answer to an operation. §7.1</summary>
public sealed class ExecutionResult
{
    private readonly OperationPlan? plan;
    private readonly Level? root;

    private ExecutionResult(
        OperationPlan? plan, Level? root, bool isExecuted, IReadOnlyList<GraphQLError> errors, CachePolicy cache)
    {
        this.plan = plan;
        this.root = root;
        IsExecuted = isExecuted;
        Errors = errors;
        Cache = cache;
    }

    /// <summary>
    /// Whether execution began: otherwise the answer has no <c>data</c> at all (§7.1.1 request error).
    /// </summary>
    public bool IsExecuted { get; }

    /// <summary>Whether <c>data</c> is an object, not null or absent.</summary>
    public bool HasData => root is not null;

    /// <summary>In the order of the answer: see <see cref="ErrorList.InOrder"/>.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    public CachePolicy Cache { get; }

    /// <summary>Writes the value of <c>data</c>.</summary>
    public void WriteData(Utf8JsonWriter writer)
    {
        if (root is null || plan is null)
        {
            writer.WriteNullValue();
            return;
        }

        using var json = new JsonText(writer.Options.Encoder ?? JavaScriptEncoder.Default, plan.UsualBytes);
        root.Write(json, row: 0);
        plan.UsualBytes = json.Written.Length;
        writer.WriteRawValue(json.Written, skipInputValidation: true);
    }

    internal static ExecutionResult Of(
        OperationPlan plan, Level? root, IReadOnlyList<GraphQLError> errors, CachePolicy cache) =>
        new(plan, root, isExecuted: true, errors, cache);

    /// <summary>Executed, without any data.</summary>
    internal static ExecutionResult Failed(GraphQLError error) =>
        new(plan: null, root: null, isExecuted: true, [error], CachePolicy.NoStore);

    internal static ExecutionResult Refused(params IReadOnlyList<GraphQLError> errors) =>
        new(plan: null, root: null, isExecuted: false, errors, CachePolicy.NoStore);
}
