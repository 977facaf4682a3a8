using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>Reads requests from JSON, strictly. GraphQL over HTTP, "JSON Encoding"</summary>
internal static class RequestJson
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 128 };

    /// <summary>Reads a body: one request, or a list of them.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="maxBatch">How many requests a list may hold; 0 where lists are not taken.</param>
    /// <exception cref="RequestException">It is neither.</exception>
    public static PostedRequests ReadBody(ReadOnlySequence<byte> body, int maxBatch)
    {
        if (body.IsEmpty)
        {
            throw RequestException.BadRequest("The body is empty: send a JSON object with the field \"query\".");
        }

        var reader = new Utf8JsonReader(body, Strict);
        try
        {
            reader.Read();
            var requests = reader.TokenType == JsonTokenType.StartArray
                ? PostedRequests.Many(ReadBatch(ref reader, maxBatch))
                : PostedRequests.One(ReadRequest(ref reader));
            reader.Read();   // finds what stands behind it
            return requests;
        }
        catch (JsonException fault)
        {
            throw NotJson("The body", reader, fault);
        }
    }

    /// <summary>Reads an object that a parameter of an address holds; null where it is absent or null.</summary>
    /// <exception cref="RequestException">It holds something else.</exception>
    public static Dictionary<string, object?>? ReadParameter(string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Strict);
        try
        {
            reader.Read();
            var map = ReadMap(ref reader, name);
            reader.Read();
            return map;
        }
        catch (JsonException fault)
        {
            throw NotJson($"The parameter \"{name}\"", reader, fault);
        }
    }

    /// <summary>Reads the request that begins at the reader's token.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static GraphQLRequest ReadRequest(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw RequestException.BadRequest("The request must be a JSON object with the field \"query\".");
        }

        var members = new Members();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            members.Read(ref reader);
        }

        return members.ToRequest();
    }

    private static List<PostedRequest> ReadBatch(ref Utf8JsonReader reader, int maxBatch)
    {
        if (maxBatch == 0)
        {
            throw RequestException.BadRequest("Send one operation per request: a list of operations is not supported.");
        }

        var requests = new List<PostedRequest>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (requests.Count == maxBatch)
            {
                throw new RequestException(400, "BATCH_TOO_LARGE", "The list holds too many operations.");
            }

            var item = reader;
            reader.Skip();
            requests.Add(ReadItem(item));
        }

        return requests.Count > 0 ? requests : throw RequestException.BadRequest("The list of operations is empty.");
    }

    /// <summary>What is wrong with one request of a list is said in its place.</summary>
    private static PostedRequest ReadItem(Utf8JsonReader reader)
    {
        try
        {
            return new PostedRequest(ReadRequest(ref reader), null);
        }
        catch (RequestException fault)
        {
            return new PostedRequest(null, fault);
        }
    }

    private static string? ReadText(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => JsonInput.ReadText(ref reader),
        _ => throw RequestException.BadRequest($"The field \"{name}\" must be a string."),
    };

    private static Dictionary<string, object?>? ReadMap(ref Utf8JsonReader reader, string name) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.StartObject => JsonInput.ReadObject(ref reader),
            _ => throw RequestException.BadRequest($"The field \"{name}\" must be an object."),
        };

    private static RequestException NotJson(string what, in Utf8JsonReader reader, JsonException fault)
    {
        // The exception does not say which it was; at the deepest token the reader counts one level less.
        var isTooDeep = reader.CurrentDepth >= Strict.MaxDepth - 1;
        return RequestException.BadRequest(isTooDeep
            ? $"{what} is nested too deep."
            : $"{what} is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).");
    }

    /// <summary>The members of a request, while they are read. Unknown ones are ignored.</summary>
    private struct Members
    {
        private string? query;
        private string? operationName;
        private string? documentId;
        private Dictionary<string, object?>? variables;
        private Dictionary<string, object?>? extensions;
        private HashSet<string>? names;
        private Known seen;

        [Flags]
        private enum Known
        {
            None = 0,
            Query = 1,
            OperationName = 2,
            Variables = 4,
            Extensions = 8,
            DocumentId = 16,
        }

        public void Read(ref Utf8JsonReader reader)
        {
            var known = KnownOf(ref reader);
            if (known == Known.None)
            {
                // Only here is a name kept: clients send no more than what is known.
                Once((names ??= []).Add(JsonInput.ReadText(ref reader)));
                reader.Skip();
                return;
            }

            Once((seen & known) == 0);
            seen |= known;
            reader.Read();
            switch (known)
            {
                case Known.Query:
                    query = ReadText(ref reader, "query");
                    break;
                case Known.OperationName:
                    operationName = ReadText(ref reader, "operationName");
                    break;
                case Known.Variables:
                    variables = ReadMap(ref reader, "variables");
                    break;
                case Known.Extensions:
                    extensions = ReadMap(ref reader, "extensions");
                    break;
                default:
                    documentId = ReadText(ref reader, "documentId");
                    break;
            }
        }

        public readonly GraphQLRequest ToRequest() => GraphQLRequest.Of(
            query, operationName, variables, extensions, documentId);

        private static Known KnownOf(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.ValueTextEquals("query"u8) ? Known.Query
                    : reader.ValueTextEquals("variables"u8) ? Known.Variables
                    : reader.ValueTextEquals("operationName"u8) ? Known.OperationName
                    : reader.ValueTextEquals("extensions"u8) ? Known.Extensions
                    : reader.ValueTextEquals("documentId"u8) ? Known.DocumentId
                    : Known.None;
            }
            catch (InvalidOperationException)
            {
                // An escape stands for half a character.
                throw JsonInput.NotUnicode();
            }
        }

        private static void Once(bool isFirst)
        {
            if (!isFirst)
            {
                throw JsonInput.TwoOfOneName();
            }
        }
    }
}
