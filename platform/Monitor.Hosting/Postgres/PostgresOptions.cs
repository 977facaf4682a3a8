using System.ComponentModel.DataAnnotations;

namespace Monitor.Hosting;

/// <summary>The pool and the time limits of the connection to PostgreSQL.</summary>
public sealed class PostgresOptions
{
    public const string Section = "Postgres";

    /// <summary>Connections held at most by this process. Default 20.</summary>
    [Range(1, 500)]
    public int MaximumPoolSize { get; set; } = 20;

    /// <summary>Connections kept open when idle. Default 1.</summary>
    [Range(0, 100)]
    public int MinimumPoolSize { get; set; } = 1;

    /// <summary>How long to wait for a connection. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a command may take, here and in the server. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the start waits for the database to answer before it gives up. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(1);
}
