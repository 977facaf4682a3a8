using System.Text;
using System.Text.Json;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>A valid document and its variables into the bytes of an answer.</summary>
internal sealed class ExecuteWork(string title, ExecutableSchema schema, string schemaName, string text) : Work
{
    private readonly Executor executor = new(schema);
    private readonly Document document = Parser.Parse(text);

    /// <summary>As a request's reader leaves them.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    public override string Name => $"execute: {title}";

    public override object Reference => new { Name, Kind = "execute", Schema = schemaName, Text = text, Variables };

    public override async ValueTask<int> RunAsync()
    {
        using var body = await AnswerAsync();
        return body.Written.Length;
    }

    public override async Task<string> ResultAsync()
    {
        using var body = await AnswerAsync();
        return Encoding.UTF8.GetString(body.Written.Span);
    }

    /// <summary>With the buffer and the writer of the HTTP door.</summary>
    private async ValueTask<PooledBuffer> AnswerAsync()
    {
        var request = new ExecutionRequest
        {
            Document = document,
            Variables = Variables,
            Services = NoServices.Instance,
        };
        var result = await executor.ExecuteAsync(request, CancellationToken.None);
        var body = new PooledBuffer();
        using var json = new Utf8JsonWriter(body, JsonOutput.Options);
        AnswerBody.Write(
            json,
            new GraphQLAnswer { IsExecuted = true, Errors = result.Errors, WriteData = result.WriteData });
        return body;
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
