using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>Executes a query against a schema and shows the answer as one line of JSON.</summary>
internal static class Run
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ExecutableSchema Bind(string sdl, Action<Binder> bind) =>
        ExecutableSchema.Build(SchemaBuilder.Build(sdl), bind);

    public static async Task<ExecutionResult> ExecuteAsync(
        ExecutableSchema schema,
        string query,
        Dictionary<string, object?>? variables = null,
        string? operationName = null,
        Action<MaskedFailure>? onMasked = null,
        int maxObjects = 100_000,
        CancellationToken cancellationToken = default) =>
        await new Executor(schema).ExecuteAsync(
            new ExecutionRequest
            {
                Document = Parser.Parse(query),
                OperationName = operationName,
                Variables = variables,
                Services = NoServices.Instance,
                OnMasked = onMasked,
                MaxObjects = maxObjects,
            },
            cancellationToken);

    /// <summary>The value of <c>data</c>.</summary>
    public static async Task<string> DataAsync(
        ExecutableSchema schema, string query, Dictionary<string, object?>? variables = null)
    {
        var result = await ExecuteAsync(schema, query, variables);
        Assert.Empty(result.Errors);
        return Data(result);
    }

    public static string Data(ExecutionResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            result.WriteData(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>An error as <c>path: message [CODE] @line:column</c>.</summary>
    public static string Show(GraphQLError error) =>
        $"{string.Join('.', error.Path ?? [])}: {error.Message} [{error.Extensions?.GetValueOrDefault("code")}]"
        + string.Concat((error.Locations ?? []).Select(location => $" @{location.Line}:{location.Column}"));

    /// <summary>As a request's reader leaves it.</summary>
    public static Dictionary<string, object?> FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (Dictionary<string, object?>)Read(document.RootElement)!;
    }

    private static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number when element.TryGetInt32(out var number) => number,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(p => p.Name, p => Read(p.Value)),
        _ => null,
    };

    public sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
