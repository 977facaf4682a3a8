using System.Buffers;
using System.Text.Json;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.Conformance;

/// <summary>What a line of output says; members that are null are left out.</summary>
internal sealed record Answer
{
    private const int DeepestJson = 100_000;

    public static Answer Ok { get; } = new() { IsOk = true };

    public bool IsOk { get; init; }

    public string? Printed { get; init; }

    public IReadOnlyList<GraphQLError>? SchemaErrors { get; init; }

    public IReadOnlyList<Answer>? Events { get; init; }

    public IReadOnlyList<GraphQLError>? Errors { get; init; }

    public ExecutionResult? Result { get; init; }

    public static Answer Refused(params IReadOnlyList<GraphQLError> errors) => new() { Errors = errors };

    public static Answer Of(ExecutionResult result) =>
        new() { Result = result, Errors = result.Errors.Count > 0 ? result.Errors : null };

    public string ToLine(object? id)
    {
        var members = new Dictionary<string, object?>();
        if (id is not Undefined)
        {
            members["id"] = id;
        }

        AddTo(members);
        return JsonText.Of(members);
    }

    private void AddTo(Dictionary<string, object?> members)
    {
        if (IsOk)
        {
            members["ok"] = true;
        }

        if (Printed is not null)
        {
            members["printed"] = Printed;
        }

        if (SchemaErrors is not null)
        {
            members["schemaErrors"] = SchemaErrors.Select(Members).ToList();
        }

        if (Result is { IsExecuted: true })
        {
            members["data"] = DataOf(Result);
        }

        if (Events is not null)
        {
            members["events"] = Events.Select(Members).ToList();
        }

        if (Errors is not null)
        {
            members["errors"] = Errors.Select(Members).ToList();
        }
    }

    private static Dictionary<string, object?> Members(Answer answer)
    {
        var members = new Dictionary<string, object?>();
        answer.AddTo(members);
        return members;
    }

    /// <summary>An error without what the engine adds for clients of ours, such as <c>code</c>.</summary>
    private static Dictionary<string, object?> Members(GraphQLError error)
    {
        var members = new Dictionary<string, object?> { ["message"] = error.Message };
        if (error.Path is { } path)
        {
            members["path"] = path;
        }

        if (error.Locations is { Count: > 0 } places)
        {
            members["locations"] = places
                .Select(place => new Dictionary<string, object?> { ["line"] = place.Line, ["column"] = place.Column })
                .ToList();
        }

        if (error.Cause is DataException { Extensions: { } extensions })
        {
            members["extensions"] = extensions;
        }

        return members;
    }

    private static object? DataOf(ExecutionResult result)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(
            written, new JsonWriterOptions { SkipValidation = true, MaxDepth = DeepestJson }))
        {
            result.WriteData(writer);
        }

        using var json = JsonDocument.Parse(written.WrittenMemory, new JsonDocumentOptions { MaxDepth = DeepestJson });
        return JsonInput.Read(json.RootElement);
    }
}
