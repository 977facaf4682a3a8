using Monitor.GraphQL.Language;

namespace Monitor.GraphQL;

/// <summary>An error as a client sees it. GraphQL 2025 §7.1.2</summary>
/// <param name="Message">One sentence for the developer of the client.</param>
public sealed record GraphQLError(string Message)
{
    /// <summary>Where in the document; null where no place in it is to blame.</summary>
    public IReadOnlyList<Location>? Locations { get; init; }

    /// <summary>The position in the answer: response names (string) and list indices (int).</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Further facts; <c>code</c> is the stable one that clients branch on.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>What was thrown, for the log; never written to a client.</summary>
    public Exception? Cause { get; init; }

    /// <summary>An error with a code and nothing else.</summary>
    public static GraphQLError Of(string code, string message) => new(message) { Extensions = Code(code) };

    /// <summary>A failure of ours: nothing of its cause but where the log tells of it.</summary>
    public static GraphQLError Internal(string traceId) => new("Internal error.")
    {
        Extensions = new Dictionary<string, object?> { ["code"] = "INTERNAL_ERROR", ["traceId"] = traceId },
    };

    /// <summary>Extensions that hold only <c>code</c>.</summary>
    public static IReadOnlyDictionary<string, object?> Code(string code) =>
        new Dictionary<string, object?> { ["code"] = code };
}
