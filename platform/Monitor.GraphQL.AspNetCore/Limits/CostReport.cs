using System.Buffers;
using System.Text.Json;
using Monitor.GraphQL.Cost;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.AspNetCore.Limits;

/// <summary>Tells what an operation was estimated to cost, and what its answer did cost.</summary>
public sealed class CostReport(
    CostModel costs,
    Document document,
    OperationDefinition operation,
    IReadOnlyDictionary<string, object?>? variables)
{
    /// <summary>The member of <c>extensions</c>.</summary>
    public const string Name = "cost";

    internal void Write(Utf8JsonWriter json, Action<Utf8JsonWriter>? writeData)
    {
        json.WriteStartObject();
        Write(json, "estimated", costs.Estimate(document, operation, variables).Cost);
        if (writeData is not null)
        {
            Write(json, "actual", Measure(writeData));
        }

        json.WriteEndObject();
    }

    /// <summary>The answer itself is what is measured: so a gateway measures as its subgraphs do.</summary>
    private OperationCost Measure(Action<Utf8JsonWriter> writeData)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writeData(writer);
        }

        using var data = JsonDocument.Parse(buffer.WrittenMemory);
        return costs.Measure(document, operation, variables, data.RootElement);
    }

    private static void Write(Utf8JsonWriter json, string name, OperationCost cost)
    {
        json.WriteStartObject(name);
        json.WriteNumber("fieldCost", cost.FieldCost);
        json.WriteNumber("typeCost", cost.TypeCost);
        json.WriteEndObject();
    }
}
