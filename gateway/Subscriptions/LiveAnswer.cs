using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Gateway.Execution;
using Monitor.GraphQL;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.Gateway.Subscriptions;

/// <summary>What a subscription was answered at one moment, written once for all who get it.</summary>
internal sealed class LiveAnswer
{
    private static readonly JsonWriterOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>What says that a caller may not ask (any more), in our services and at the gateway.</summary>
    private static readonly HashSet<string> refusals =
        ["UNAUTHENTICATED", "NOT_YOURS", "FORBIDDEN", "UNAUTHORIZED_FIELD_OR_TYPE"];

    private readonly byte[] digest;
    private readonly bool hasNothing;

    private LiveAnswer(string about, GraphQLAnswer answer, byte[] digest, bool hasNothing)
    {
        About = about;
        Answer = answer;
        this.digest = digest;
        this.hasNothing = hasNothing;
    }

    /// <summary>Which thing it is about: the arguments' values. A later answer of the same takes its place.</summary>
    public string About { get; }

    public GraphQLAnswer Answer { get; }

    /// <summary>Nothing was found, and errors say why: then there is nothing to subscribe to.</summary>
    public bool IsRefusal => hasNothing && Answer.Errors.Count > 0;

    /// <summary>The caller may not ask this (any more).</summary>
    public bool IsDenied => hasNothing && Answer.Errors.Any(error => refusals.Contains(CodeOf(error) ?? ""));

    /// <param name="about">The arguments' values.</param>
    /// <param name="run">What was carried out.</param>
    public static LiveAnswer Of(string about, OperationRun run)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            run.Answer.WriteData!(json);
        }
        run.Answer.Data?.Dispose();   // lent for one writing: this answer is written for each who gets it
        var data = buffer.WrittenMemory;
        var answer = run.Answer with
        {
            Data = null,
            WriteData = json => json.WriteRawValue(data.Span, skipInputValidation: true),
        };
        return new LiveAnswer(about, answer, DigestOf(data.Span, answer.Errors), HasNothing(data.Span));
    }

    /// <summary>Whether a client that has the one would learn anything by the other.</summary>
    public bool IsSameAs(LiveAnswer other) => digest.AsSpan().SequenceEqual(other.digest);

    private static byte[] DigestOf(ReadOnlySpan<byte> data, IReadOnlyList<GraphQLError> errors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(data);
        foreach (var error in errors)
        {
            // Extensions may hold what differs each time, as the id of a trace.
            var told = $"\n{string.Join('/', error.Path ?? [])} {CodeOf(error)} {error.Message}";
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(told));
        }
        return hash.GetHashAndReset();
    }

    /// <summary>A text of ours, or JSON of a subgraph's.</summary>
    private static string? CodeOf(GraphQLError error) => error.Extensions?.GetValueOrDefault("code")?.ToString();

    /// <summary>Whether the data, or the one field in it, is null.</summary>
    private static bool HasNothing(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
            }
        }
        return reader.TokenType == JsonTokenType.Null;
    }
}
