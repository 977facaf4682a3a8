using System.Text;
using System.Text.Json;

namespace Monitor.Questionnaire.Domain;

/// <summary>
/// A questionnaire as one JSON document: read with every fault told, and written in one form. What is read and written
/// again says the same. <c>questionnaire.schema.json</c> publishes the form.
/// </summary>
public static class QuestionnaireJson
{
    /// <summary>Names the form, in its schema (<c>$id</c>) and in documents (<c>$schema</c>).</summary>
    public const string SchemaId = "https://monitor.example/exports/questionnaires/schema.json";

    /// <summary>The published JSON Schema (draft 2020-12).</summary>
    public static string Schema { get; } = ReadSchema();

    /// <summary>Reads a questionnaire that must be whole: a seed file, a published one.</summary>
    /// <exception cref="FormatException">Not in the form, or it contradicts itself; names every fault.</exception>
    public static Questionnaire Read(string json)
    {
        var reading = Examine(json);
        return reading is { Questionnaire: { } questionnaire, Faults.Count: 0 }
            ? questionnaire
            : throw new FormatException("Not a questionnaire: "
                + string.Join(' ', reading.Faults.Select(f => $"{f.Path}: {f.Message}")));
    }

    /// <summary>Reads a draft: what may wait is left to who publishes it.</summary>
    /// <exception cref="FormatException">Not in the form.</exception>
    public static Questionnaire ReadDraft(string json) => Examine(json).Questionnaire
        ?? throw new FormatException("Not a draft of a questionnaire.");

    /// <summary>Reads a document whatever it holds, and tells its faults.</summary>
    public static DocumentReading Examine(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Examine(document.RootElement);
        }
        catch (JsonException fault)
        {
            return new DocumentReading(null, [new DocumentFault("", FaultCode.WrongType, $"No JSON: {fault.Message}")]);
        }
    }

    /// <param name="document">Any JSON.</param>
    /// <param name="id">The id that it must have; null for any.</param>
    public static DocumentReading Examine(JsonElement document, string? id = null)
    {
        var faults = new FaultList();
        var questionnaire = new DocumentReader(faults).Read(document, id);
        if (questionnaire is not null && faults.All.All(f => f.MayWait)
            && Encoding.UTF8.GetByteCount(Write(questionnaire)) > DocumentLimits.Bytes)
        {
            faults.Add("", FaultCode.TooLarge,
                $"The document takes more than {DocumentLimits.Bytes} bytes; shorten its texts.");
        }

        return new DocumentReading(faults.All.All(f => f.MayWait) ? questionnaire : null, faults.All);
    }

    /// <summary>The document, its members always in the same order, and none that says nothing.</summary>
    public static string Write(Questionnaire questionnaire, bool isIndented = false) =>
        DocumentWriter.Write(questionnaire, isIndented);

    private static string ReadSchema()
    {
        using var stream = typeof(QuestionnaireJson).Assembly.GetManifestResourceStream("questionnaire.schema.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
