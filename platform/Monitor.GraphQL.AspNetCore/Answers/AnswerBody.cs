using System.Text.Json;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>Writes an answer as JSON. §7.1, §7.2.2</summary>
internal static class AnswerBody
{
    /// <summary>Writes the whole object; errors stand first, where a reader of logs sees them.</summary>
    public static void Write(Utf8JsonWriter json, GraphQLAnswer answer)
    {
        json.WriteStartObject();
        if (answer.Errors.Count > 0)
        {
            json.WritePropertyName("errors");
            WriteErrors(json, answer.Errors);
        }

        if (answer.WriteData is { } writeData)
        {
            json.WritePropertyName("data");
            writeData(json);
        }

        if (answer.Extensions.Count > 0)
        {
            json.WriteStartObject("extensions");
            foreach (var (name, writeValue) in answer.Extensions)
            {
                json.WritePropertyName(name);
                writeValue(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a list of errors. §7.1.2</summary>
    public static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors)
    {
        json.WriteStartArray();
        foreach (var error in errors)
        {
            WriteError(json, error);
        }

        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (error.Locations is { Count: > 0 } locations)
        {
            json.WriteStartArray("locations");
            foreach (var location in locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            json.WritePropertyName("path");
            ResultValue.Write(json, path);
        }

        if (error.Extensions is { Count: > 0 } extensions)
        {
            json.WritePropertyName("extensions");
            ResultValue.Write(json, extensions);
        }

        json.WriteEndObject();
    }
}
