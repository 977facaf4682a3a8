using System.Text.Json;
using Monitor.Gateway.Subgraphs;

namespace Monitor.Gateway.Execution;

/// <summary>What a subgraph answered, or why it did not.</summary>
internal sealed record SubgraphAnswer
{
    /// <summary>Null where the subgraph answered null, or did not answer.</summary>
    public ResultObject? Data { get; private init; }

    /// <summary>The bytes of <c>data</c>; empty where there are none.</summary>
    public ReadOnlyMemory<byte> DataJson { get; private init; }

    /// <summary>The bytes of each entity, by the response key of its list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>> EntitiesJson { get; private init; } =
        new Dictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>>();

    public IReadOnlyList<SubgraphError> Errors { get; private init; } = [];

    /// <summary>What the answer's headers allow; null where it may not be shared.</summary>
    public Sharing? Sharing { get; init; }

    /// <summary>Cache groups that the answer says are stale from now on.</summary>
    public IReadOnlyList<string> Invalidated { get; init; } = [];

    /// <summary>Null where the subgraph answered; else what went wrong, for the log.</summary>
    public string? Failure { get; private init; }

    public static SubgraphAnswer Failed(string reason) => new() { Failure = reason };

    /// <summary>Reads what came back; the answer may be shared only where it has data and no errors.</summary>
    public static SubgraphAnswer Of(SubgraphReply reply)
    {
        if (reply.Failure is not null)
        {
            return Failed(reply.Failure);
        }
        var answer = Read(reply.Body);
        return answer with
        {
            Sharing = answer.Data is not null && answer.Errors.Count == 0 ? reply.Sharing : null,
            Invalidated = reply.Invalidated,
        };
    }

    /// <summary>Reads a GraphQL answer: an object with <c>data</c>, <c>errors</c>, or both.</summary>
    public static SubgraphAnswer Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return ReadObject(json);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Failed("answered what is not JSON");
        }
    }

    private static SubgraphAnswer ReadObject(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, ResultReader.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Failed("answered what is not a GraphQL answer");
        }
        ResultObject? data = null;
        var dataJson = ReadOnlyMemory<byte>.Empty;
        var entities = new Dictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>>();
        List<SubgraphError>? errors = null;
        var hasData = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (name == "data")
            {
                hasData = true;
                data = ReadData(ref reader, json, entities);
                dataJson = json[start..(int)reader.BytesConsumed];
            }
            else if (name == "errors")
            {
                errors = SubgraphError.ReadList(ResultReader.ReadValue(ref reader, json));
            }
            else
            {
                reader.Skip();
            }
        }
        reader.Read();   // throws where something follows the object, or it is cut off
        return hasData || errors is { Count: > 0 }
            ? new SubgraphAnswer { Data = data, DataJson = dataJson, EntitiesJson = entities, Errors = errors ?? [] }
            : Failed("answered neither data nor errors");
    }

    private static ResultObject? ReadData(
        ref Utf8JsonReader reader,
        ReadOnlyMemory<byte> json,
        Dictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>> entities)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        var data = new ResultObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (key.StartsWith("_entities", StringComparison.Ordinal) && reader.TokenType == JsonTokenType.StartArray)
            {
                data.Set(key, ReadEntities(ref reader, json, out var slices));
                entities[key] = slices;
            }
            else
            {
                data.Set(key, ResultReader.ReadValue(ref reader, json));
            }
        }
        return data;
    }

    private static ResultList ReadEntities(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, out IReadOnlyList<ReadOnlyMemory<byte>> slices)
    {
        var list = new ResultList();
        var found = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            list.Add(ResultReader.ReadValue(ref reader, json));
            found.Add(json[start..(int)reader.BytesConsumed]);
        }
        slices = found;
        return list;
    }
}
