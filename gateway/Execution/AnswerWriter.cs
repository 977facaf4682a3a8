using System.Text.Json;
using Monitor.Gateway.Planning;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution;

/// <summary>Writes completed data in the order that the client asked. §7.2.2</summary>
internal static class AnswerWriter
{
    public static void WriteData(Utf8JsonWriter writer, ResultObject? data, SelectedSet selection)
    {
        if (data is null)
        {
            writer.WriteNullValue();
            return;
        }
        WriteObject(writer, data, selection, selection.Type.Name);
    }

    private static void WriteObject(Utf8JsonWriter writer, ResultObject value, SelectedSet selection, string type)
    {
        writer.WriteStartObject();
        foreach (var field in selection.For(type))
        {
            writer.WritePropertyName(field.ResponseKey);
            if (field.Name == "__typename")
            {
                writer.WriteStringValue(type);
            }
            else
            {
                WriteValue(writer, value.Get(field.ResponseKey), field.Selection);
            }
        }
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value, SelectedSet? selection)
    {
        switch (value)
        {
            case ResultLeaf leaf:
                writer.WriteRawValue(leaf.Json.Span, skipInputValidation: true);
                break;
            case ResultList list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    WriteValue(writer, item, selection);
                }
                writer.WriteEndArray();
                break;
            case ResultObject inner when selection is not null:
                var type = selection.Type is ObjectType ? selection.Type.Name : TypeName.Of(inner)!;
                WriteObject(writer, inner, selection, type);
                break;
            case ResultObject plain:
                WritePlain(writer, plain);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>An object that is the value of a scalar.</summary>
    private static void WritePlain(Utf8JsonWriter writer, ResultObject value)
    {
        writer.WriteStartObject();
        for (var index = 0; index < value.Count; index++)
        {
            writer.WritePropertyName(value.KeyAt(index));
            WriteValue(writer, value.ValueAt(index), selection: null);
        }
        writer.WriteEndObject();
    }
}
