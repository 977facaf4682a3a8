using System.Text.Json;

namespace Monitor.Gateway.Differential.Tests.Running;

/// <summary>What a gateway asked of a subgraph.</summary>
internal sealed record Call(string Subgraph, string Query, JsonElement? Variables)
{
    public override string ToString() => $"{Subgraph}: {Query} {Variables}";
}

/// <summary>An operation for a graph, as a client sends it; the variables are JSON of an object.</summary>
internal sealed record Question(string Graph, string Query, string Variables);

/// <summary>How a gateway, or the oracle, answered.</summary>
/// <param name="Data">JSON; null where there is no <c>data</c> at all.</param>
/// <param name="Errors">The errors' paths, as <c>a.0.b</c>, and messages, in order.</param>
internal sealed record Answer(string? Data, IReadOnlyList<AnswerError> Errors)
{
    private static readonly JsonSerializerOptions readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
    };

    public static Answer Of(JsonElement answer) => new(
        answer.TryGetProperty("data", out var data) ? Normal(data) : null,
        answer.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(AnswerError.Of)]
            : []);

    /// <summary>The same text for the same JSON, the order of members included.</summary>
    public static string Normal(JsonElement json) => JsonSerializer.Serialize(json, readable);

    public override string ToString() =>
        string.Join("\n          ", [Data ?? "no data", .. Errors.Select(error => error.ToString())]);
}

/// <summary>An error of an answer; no path where it is of none.</summary>
internal sealed record AnswerError(string? Path, string Message, string? Code)
{
    public static AnswerError Of(JsonElement error) => new(
        error.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.Array
            ? string.Join('.', path.EnumerateArray().Select(step => step.ToString()))
            : null,
        error.GetProperty("message").GetString()! + ReasonOf(error),
        error.TryGetProperty("code", out var code)
            || (error.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("code", out code))
                ? code.ToString()
                : null);

    /// <summary>Why a subgraph did not answer, as our gateway tells.</summary>
    private static string ReasonOf(JsonElement error) =>
        error.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("reason", out var reason)
            ? $" [{reason}]"
            : "";

    public override string ToString() => $"at {Path ?? "no path"}: {Message} ({Code ?? "no code"})";
}

/// <summary>
/// One question with all the answers to it, ours by one of the supergraphs. Invalid tells why it is not valid by the
/// clients' schema; then nobody was asked. Of the calls that Apollo planned, some may have had nothing to ask for.
/// </summary>
internal sealed record Exchange(
    Question Question,
    string Supergraph,
    string? Invalid,
    Answer Ours,
    IReadOnlyList<Call> OurCalls,
    Answer Apollo,
    IReadOnlyList<Call> ApolloCalls,
    int ApolloPlanned,
    Answer Oracle);
