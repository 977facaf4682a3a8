using System.Text.Json;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>Reads a manifest of trusted documents and holds each document to the schema and the limits.</summary>
/// <remarks>
/// Two forms: what Apollo's <c>generate-persisted-query-manifest</c> writes, and the object of texts by id that
/// graphql-codegen's client preset and Relay write.
/// </remarks>
internal sealed class Manifest
{
    private const string ApolloFormat = "apollo-persisted-query-manifest";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];
    private readonly GraphQLSchema schema;
    private readonly GraphQLOptions limits;

    private Manifest(GraphQLSchema schema, GraphQLOptions limits)
    {
        this.schema = schema;
        this.limits = limits;
    }

    /// <summary>Texts by id.</summary>
    /// <exception cref="ManifestException">It has faults; all are named.</exception>
    public static IReadOnlyDictionary<string, string> Read(string file, GraphQLSchema schema, GraphQLOptions limits)
    {
        var manifest = new Manifest(schema, limits);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), Strict);
            manifest.Read(json.RootElement);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            manifest.faults.Add(fault.Message);
        }

        return manifest.faults.Count == 0 ? manifest.texts : throw new ManifestException(file, manifest.faults);
    }

    private void Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add("It is no JSON object.");
        }
        else if (root.TryGetProperty("format", out var format) && root.TryGetProperty("operations", out var operations))
        {
            ReadApollo(root, format, operations);
        }
        else
        {
            foreach (var document in root.EnumerateObject())
            {
                Add(document.Name, document.Value, operation: null);
            }
        }
    }

    private void ReadApollo(JsonElement root, JsonElement format, JsonElement operations)
    {
        if (Text(format) != ApolloFormat
            || !root.TryGetProperty("version", out var version)
            || version.ValueKind != JsonValueKind.Number || version.GetDouble() != 1
            || operations.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"It needs the format \"{ApolloFormat}\", the version 1 and a list of operations.");
            return;
        }

        foreach (var (place, operation) in operations.EnumerateArray().Index())
        {
            if (operation.ValueKind != JsonValueKind.Object || TextOf(operation, "id") is not { Length: > 0 } id)
            {
                faults.Add($"Operation {place + 1} has no id.");
                continue;
            }

            operation.TryGetProperty("body", out var body);
            Add(id, body, (TextOf(operation, "name"), TextOf(operation, "type")));
        }
    }

    private void Add(string id, JsonElement body, (string? Name, string? Type)? operation)
    {
        if (Text(body) is not { } text)
        {
            faults.Add($"{id}: there is no text.");
        }
        else if (!texts.TryAdd(id, text))
        {
            faults.Add($"{id}: there are two documents of this id.");
        }
        else if (id.StartsWith(DocumentName.HashPrefix, StringComparison.Ordinal)
            && DocumentName.HashOf(text) != id[DocumentName.HashPrefix.Length..])
        {
            faults.Add($"{id}: that is the hash of another text.");
        }
        else
        {
            Check(id, text, operation);
        }
    }

    private void Check(string id, string text, (string? Name, string? Type)? named)
    {
        Document document;
        try
        {
            document = Parser.Parse(text, limits.Parser);
        }
        catch (SyntaxException fault)
        {
            faults.Add($"{id}: {fault.Message}");
            return;
        }

        faults.AddRange(Validator.Validate(schema, document, limits.Validation)
            .Select(error => $"{id}: {error.Message}"));
        if (named is { } operation && !Holds(document, operation.Name, operation.Type))
        {
            faults.Add($"{id}: the text has no {operation.Type} named {operation.Name}.");
        }
    }

    private static bool Holds(Document document, string? name, string? type) => document.Definitions
        .OfType<OperationDefinition>()
        .Any(operation => operation.Name?.Value == name
            && operation.Operation.ToString().Equals(type, StringComparison.OrdinalIgnoreCase));

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString() : null;
}
