using System.Collections.Concurrent;
using System.Text.Json;
using Monitor.GraphQL;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.Benchmark.Report;

/// <summary>
/// Asks benchmark's own graph, as whoever asks for the report: a report shows what the graph shows, and nothing else.
/// </summary>
internal static class OwnGraph
{
    private static readonly string[] NotThere = 
    [
        "NOT_IN_RELEASE", "UNKNOWN_TOPIC", "UNKNOWN_INDICATOR",   // an old release; no catalogue loaded
    ];

    private static readonly string[] NotForReader = ["NOT_SHARING", "NOT_SHARED_FOR_KIND"];

    private static readonly ConcurrentDictionary<string, Document> Documents = new(StringComparer.Ordinal);

    /// <summary>
    /// The data of one of the documents beside the reports. What an old release does not hold is null, and so are
    /// figures where no catalogue was loaded.
    /// </summary>
    /// <param name="context">Of the field that the report is.</param>
    /// <param name="name">Of the document: <c>YearlyReport</c>.</param>
    /// <param name="variables">Of the document.</param>
    /// <param name="cancellationToken">The field's own.</param>
    /// <param name="mayBeHidden">Whether names that the reader may not see are null too, and not an error.</param>
    /// <exception cref="ClientException">A field of the document was refused: so is the report.</exception>
    public static async Task<JsonElement> AskAsync(
        FieldContext context,
        string name,
        IReadOnlyDictionary<string, object?> variables,
        CancellationToken cancellationToken,
        bool mayBeHidden = false)
    {
        var document = Documents.GetOrAdd(name, static name => Parser.Parse(Read(name)));
        var result = await context.AskAsync(document, variables, cancellationToken);
        if (result.Errors.FirstOrDefault(e =>
            !NotThere.Contains(CodeOf(e)) && !(mayBeHidden && NotForReader.Contains(CodeOf(e)))) is { } refusal)
        {
            throw new ClientException(CodeOf(refusal), refusal.Message);
        }

        using var stream = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(stream))
        {
            result.WriteData(writer);
        }

        using var json = JsonDocument.Parse(stream.ToArray());
        return json.RootElement.Clone();
    }

    private static string CodeOf(GraphQLError error) =>
        error.Extensions?.GetValueOrDefault("code") as string ?? "INTERNAL_ERROR";

    /// <summary>The text of a document.</summary>
    internal static string Read(string name)
    {
        using var stream = typeof(OwnGraph).Assembly.GetManifestResourceStream($"reports/{name}.graphql")
            ?? throw new ArgumentException($"There is no document {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
