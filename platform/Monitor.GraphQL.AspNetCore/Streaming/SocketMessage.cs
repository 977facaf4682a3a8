using System.Runtime.InteropServices;
using System.Text.Json;
using Monitor.GraphQL.AspNetCore.Ways;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>A message of a client, held to the letter of graphql-transport-ws.</summary>
internal abstract record SocketMessage
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = 128,
        AllowDuplicateProperties = false,
    };

    private SocketMessage()
    {
    }

    /// <exception cref="SocketClosedException">It is none.</exception>
    public static SocketMessage Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            return Parse(json.RootElement);
        }
        catch (JsonException)
        {
            throw Bad("it is not valid JSON");
        }
        catch (InvalidOperationException)
        {
            // Names are unescaped here, to be compared; a value only where it is read.
            throw Bad("a text is not valid Unicode");
        }
        catch (RequestException fault)
        {
            throw Bad(fault.Message);
        }
    }

    private static SocketMessage Parse(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw Bad("it must be an object");
        }

        return TextOf(message, "type") switch
        {
            "connection_init" => new Init(PayloadOf(message)),
            "ping" => new Ping(PayloadOf(message)),
            "pong" => ReadPong(message),
            "subscribe" => new Subscribe(IdOf(message), RequestOf(message)),
            "complete" => new Complete(IdOf(message)),
            _ => throw Bad("its type is none that a client sends"),
        };
    }

    private static Pong ReadPong(JsonElement message)
    {
        _ = PayloadOf(message);
        return new Pong();
    }

    private static string IdOf(JsonElement message) => TextOf(message, "id") is { Length: > 0 } id
        ? id
        : throw Bad("its id must not be empty");

    private static string TextOf(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Bad($"its {name} must be a string");

    private static Dictionary<string, object?>? PayloadOf(JsonElement message)
    {
        if (!message.TryGetProperty("payload", out var payload) || payload.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var reader = ReaderOf(payload);
        return JsonInput.ReadObject(ref reader);
    }

    private static GraphQLRequest RequestOf(JsonElement message)
    {
        var reader = ReaderOf(message.TryGetProperty("payload", out var payload) ? payload : default);
        return RequestJson.ReadRequest(ref reader);
    }

    private static Utf8JsonReader ReaderOf(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            throw Bad("its payload must be an object");
        }

        var reader = new Utf8JsonReader(
            JsonMarshal.GetRawUtf8Value(payload), new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        reader.Read();
        return reader;
    }

    private static SocketClosedException Bad(string fault) => new(SocketClose.BadMessage(fault));

    public sealed record Init(IReadOnlyDictionary<string, object?>? Payload) : SocketMessage;

    public sealed record Ping(IReadOnlyDictionary<string, object?>? Payload) : SocketMessage;

    public sealed record Pong : SocketMessage;

    public sealed record Subscribe(string Id, GraphQLRequest Request) : SocketMessage;

    public sealed record Complete(string Id) : SocketMessage;
}
