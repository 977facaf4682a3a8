using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>What answers operations behind the HTTP door: a subgraph's engine, or a gateway.</summary>
/// <remarks>Knows nothing of methods, media types, batches or streams: the door does.</remarks>
public interface IGraphQLHandler
{
    /// <summary>What clients see: its definitions are served, and GraphiQL shows them.</summary>
    GraphQLSchema Schema { get; }

    /// <summary>Checks one request and begins to answer it.</summary>
    /// <param name="request">As read; its query is known by now.</param>
    /// <param name="call">How it came.</param>
    /// <param name="cancellationToken">The client has gone, or its time is up.</param>
    /// <returns>One answer for queries, mutations and everything refused; a stream for a subscription.</returns>
    /// <exception cref="RequestException">The operation's kind may not come this way.</exception>
    Task<GraphQLReply> HandleAsync(GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken);
}

/// <summary>How a request came.</summary>
/// <param name="Http">The HTTP request; an operation on a WebSocket has one of its own, made of the handshake.</param>
/// <param name="Allowed">Kinds of operations that may come this way: a GET may only query.</param>
public sealed record GraphQLCall(HttpContext Http, OperationKinds Allowed)
{
    /// <summary>Place in a batch, from 0: its requests share headers, and an idempotency key is one of them.</summary>
    public int Place { get; init; }

    /// <summary>It is an operation on a WebSocket, of which the door has seen the handshake alone.</summary>
    public bool IsOnSocket { get; init; }
}

/// <summary>Kinds of operations.</summary>
[Flags]
public enum OperationKinds
{
    None = 0,
    Query = 1,
    Mutation = 2,
    Subscription = 4,
    All = Query | Mutation | Subscription,
}

/// <summary>One answer, or a stream of them.</summary>
public abstract record GraphQLReply
{
    private GraphQLReply()
    {
    }

    /// <summary>The one answer, of a call that allows no subscription.</summary>
    internal GraphQLAnswer Single() => this is One one
        ? one.Answer
        : throw new InvalidOperationException("A stream was begun for a call that does not allow one.");

    public sealed record One(GraphQLAnswer Answer) : GraphQLReply;

    /// <summary>One answer for each event. Cancelling the enumeration ends the source.</summary>
    public sealed record Many(IAsyncEnumerable<GraphQLAnswer> Answers) : GraphQLReply;
}

/// <summary>An answer, ready to be written. §7.1</summary>
public sealed record GraphQLAnswer
{
    private readonly Action<Utf8JsonWriter>? writeData;

    /// <summary>The answer to a request that is not executed.</summary>
    public static GraphQLAnswer Refused(params IReadOnlyList<GraphQLError> errors) =>
        new() { IsExecuted = false, Errors = errors };

    /// <summary>Whether execution began; otherwise there are only errors, and no <c>data</c> at all.</summary>
    public required bool IsExecuted { get; init; }

    public IReadOnlyList<GraphQLError> Errors { get; init; } = [];

    /// <summary>Writes the value of <c>data</c>; null where there is no such member.</summary>
    public Action<Utf8JsonWriter>? WriteData
    {
        get => writeData ?? (Data is null ? null : Data.WriteTo);
        init => writeData = value;
    }

    /// <summary>
    /// The value of <c>data</c> as bytes, in place of <see cref="WriteData"/>. Whoever writes the answer disposes them.
    /// </summary>
    public AnswerData? Data { get; init; }

    /// <summary>The members of <c>extensions</c>: each by its name, with what writes its value.</summary>
    public IReadOnlyList<KeyValuePair<string, Action<Utf8JsonWriter>>> Extensions { get; init; } = [];

    public CachePolicy Cache { get; init; } = CachePolicy.NoStore;

    /// <summary>The same answer with one member more in <c>extensions</c>.</summary>
    public GraphQLAnswer WithExtension(string name, Action<Utf8JsonWriter> writeValue) =>
        this with { Extensions = [.. Extensions, new(name, writeValue)] };
}
