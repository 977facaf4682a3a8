using System.Text.Json;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>A parsed document held against a schema with all rules of the specification.</summary>
internal sealed class ValidateWork(string title, GraphQLSchema schema, string schemaName, string text) : Work
{
    private readonly Document document = Parser.Parse(text);

    public override string Name => $"validate: {title}";

    public override object Reference => new { Name, Kind = "validate", Schema = schemaName, Text = text };

    public override ValueTask<int> RunAsync() => new(Validator.Validate(schema, document).Count);

    public override Task<string> ResultAsync() =>
        Task.FromResult(JsonSerializer.Serialize(Validator.Validate(schema, document).Select(error => error.Message)));
}
