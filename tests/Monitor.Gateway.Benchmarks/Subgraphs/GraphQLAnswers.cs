using System.Buffers;
using System.Text.Json;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.AspNetCore.Ways;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Validation;

namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>Answers the bodies of requests by the engine, over data that never change.</summary>
internal sealed class GraphQLAnswers(ExecutableSchema schema)
{
    private readonly Executor executor = new(schema);

    /// <param name="body">JSON with query and variables.</param>
    /// <returns>The whole answer as JSON; a document that is no good gets its errors.</returns>
    public async Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> body)
    {
        var request = RequestJson.ReadBody(new ReadOnlySequence<byte>(body), maxBatch: 0).Single!;
        var document = Parser.Parse(request.Query);
        var errors = Validator.Validate(schema.Schema, document);
        return errors.Count > 0
            ? Write(GraphQLAnswer.Refused(errors))
            : Write(await ExecuteAsync(request, document));
    }

    private async Task<GraphQLAnswer> ExecuteAsync(GraphQLRequest request, Document document)
    {
        var result = await executor.ExecuteAsync(
            new ExecutionRequest
            {
                Document = document,
                OperationName = request.OperationName,
                Variables = request.Variables,
                Services = NoServices.Instance,
            },
            CancellationToken.None);
        return new GraphQLAnswer
        {
            IsExecuted = result.IsExecuted,
            Errors = result.Errors,
            WriteData = result.IsExecuted ? result.WriteData : null,
        };
    }

    private static byte[] Write(GraphQLAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonOutput.Options))
        {
            AnswerBody.Write(json, answer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
