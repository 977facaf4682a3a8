using System.ComponentModel.DataAnnotations;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>Limits of streams: server-sent events and WebSockets.</summary>
public sealed class StreamingOptions
{
    public const string Section = $"{GraphQLOptions.Section}:Streaming";

    /// <summary>
    /// After how long a silence a stream says that it lives: a comment, or a ping. A socket whose client says nothing
    /// in the same time after a ping is closed. Default 12 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a socket may take to send <c>connection_init</c>. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a socket may stay open on which no operation runs. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a stop waits for queries and mutations on sockets, and how long a client may take to close its side.
    /// Default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that one message of a socket may have. Default 256 KiB.</summary>
    [Range(1_024, 64 * 1_048_576)]
    public int MaxMessageBytes { get; set; } = 256 * 1_024;

    /// <summary>Operations that may run on one socket at a time. Default 100.</summary>
    [Range(1, 100_000)]
    public int MaxOperationsPerSocket { get; set; } = 100;

    /// <summary>Sockets that this process holds at a time. Default 5,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSockets { get; set; } = 5_000;

    /// <summary>
    /// Operations that this process streams at a time: event streams, and operations on sockets. Default 10,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxStreams { get; set; } = 10_000;

    /// <summary>
    /// Origins whose pages may open sockets here, beside our own: <c>https://monitor.example</c>. Default none.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];
}
