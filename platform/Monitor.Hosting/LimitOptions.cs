using System.ComponentModel.DataAnnotations;

namespace Monitor.Hosting;

/// <summary>What one HTTP request may cost at most.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Bytes of a request's body. Default 1 MiB; Dapr itself stops at 4 MiB.</summary>
    [Range(1024, 4 * 1024 * 1024)]
    public int BodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes of all headers of a request together. Default 16 KiB.</summary>
    [Range(4096, 65536)]
    public int HeaderBytes { get; set; } = 16 * 1024;

    /// <summary>How long the headers may take to arrive. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request may take in all; then 504. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for the requests in hand. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
