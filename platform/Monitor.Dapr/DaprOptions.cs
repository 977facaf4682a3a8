using System.ComponentModel.DataAnnotations;

namespace Monitor.Dapr;

/// <summary>Settings of the client of the sidecar, section <c>Dapr</c>. What the sidecar must send (APP_API_TOKEN)
/// is a setting of Monitor.Hosting.</summary>
public sealed class DaprOptions
{
    public const string Section = "Dapr";

    /// <summary>
    /// Own app id, and so the source of every event. Setting <c>APP_ID</c>, required in Production; default: the
    /// application's name.
    /// </summary>
    [Required]
    public string AppId { get; set; } = "";

    /// <summary>
    /// Port of the sidecar on 127.0.0.1. Setting <c>DAPR_HTTP_PORT</c>. Null, refused in Production: no sidecar; then
    /// the outbox fills without being published, no event comes, and every call fails.
    /// </summary>
    [Range(1, 65535)]
    public int? HttpPort { get; set; }

    /// <summary>Sent to the sidecar with each call. Setting <c>DAPR_API_TOKEN</c>; null: none.</summary>
    public string? ApiToken { get; set; }

    /// <summary>Name of the pub/sub component. Default <c>pubsub</c>.</summary>
    [Required]
    public string PubSub { get; set; } = "pubsub";

    /// <summary>
    /// How long a call through the sidecar may take to answer, from 100 ms to 5 minutes. Default 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a handler may take, below the sidecar's own limit (10 s). Default 9 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan HandleTimeout { get; set; } = TimeSpan.FromSeconds(9);

    /// <summary>Outbox rows numbered and published in one go, 1 to 1000. Default 100.</summary>
    [Range(1, 1000)]
    public int OutboxBatch { get; set; } = 100;

    /// <summary>How often the relay looks without having been woken. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan OutboxPoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Longest pause after failures to publish; the first is 200 ms, each next twice as long. Default 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:10:00")]
    public TimeSpan OutboxLongestPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long published events and handled ones are kept, and so how long a consumer may be away and still catch up.
    /// Default 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often a consumer asks each publisher what it missed. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CatchUpEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a gap may be events under way before the consumer asks for them. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan GapGrace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Events asked for in one catch-up call, 1 to 1000. Default 500.</summary>
    [Range(1, 1000)]
    public int CatchUpBatch { get; set; } = 500;
}
