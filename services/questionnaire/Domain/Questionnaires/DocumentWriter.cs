using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.Questionnaire.Domain;

/// <summary>Writes the document of a questionnaire.</summary>
internal static class DocumentWriter
{
    public static string Write(Questionnaire questionnaire, bool isIndented)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = isIndented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // é stays é; nobody puts this into a page
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            Write(json, questionnaire);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, Questionnaire questionnaire)
    {
        json.WriteStartObject();
        json.WriteString("$schema", QuestionnaireJson.SchemaId);
        json.WriteString("id", questionnaire.Id);
        json.WriteString("title", questionnaire.Title);
        WriteText(json, "supersedes", questionnaire.Supersedes);
        WriteText(json, "source", questionnaire.Source);
        WriteText(json, "licence", questionnaire.Licence);
        json.WriteStartArray("objectives");
        foreach (var objective in questionnaire.Objectives)
        {
            Write(json, objective);
        }

        json.WriteEndArray();
        if (questionnaire.ExtraQuestions.Count > 0)
        {
            WriteQuestions(json, "extraQuestions", questionnaire.ExtraQuestions);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Objective objective)
    {
        json.WriteStartObject();
        json.WriteString("id", objective.Id);
        json.WriteNumber("number", objective.Number);
        WriteMember(json, "theme", objective.Theme);
        json.WriteString("title", objective.Title);
        json.WriteString("definition", objective.Definition);
        WriteText(json, "rationale", objective.Rationale);
        if (objective.Provenance != Provenance.Published)
        {
            WriteMember(json, "provenance", objective.Provenance);
        }

        WriteText(json, "source", objective.Source);
        WriteQuestions(json, "questions", objective.Questions);
        json.WriteEndObject();
    }

    private static void WriteQuestions(Utf8JsonWriter json, string name, IReadOnlyList<Question> questions)
    {
        json.WriteStartArray(name);
        foreach (var question in questions)
        {
            Write(json, question);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Question question)
    {
        json.WriteStartObject();
        json.WriteString("id", question.Id);
        json.WriteString("code", question.Code);
        if (question.Part is { } part)
        {
            WriteMember(json, "part", part);
        }

        WriteMember(json, "kind", question.Kind);
        json.WriteString("label", question.Label);
        WriteText(json, "help", question.Help);
        WriteText(json, "source", question.Source);
        if (question.ShownWhen is { } condition)
        {
            json.WriteStartObject("shownWhen");
            json.WriteString("question", condition.Question);
            json.WriteString("option", condition.Option);
            json.WriteEndObject();
        }

        WriteOptions(json, question.Options);
        WriteNumber(json, "minimum", question.Minimum);
        WriteNumber(json, "maximum", question.Maximum);
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, IReadOnlyList<Option> options)
    {
        if (options.Count == 0)
        {
            return;
        }

        json.WriteStartArray("options");
        foreach (var option in options)
        {
            json.WriteStartObject();
            json.WriteString("id", option.Id);
            json.WriteString("label", option.Label);
            WriteFlag(json, "exclusive", option.Exclusive);
            WriteFlag(json, "takesText", option.TakesText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } written)
        {
            json.WriteNumber(name, written);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    private static void WriteMember<T>(Utf8JsonWriter json, string name, T value)
        where T : struct, Enum =>
        json.WriteString(name, JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));
}
