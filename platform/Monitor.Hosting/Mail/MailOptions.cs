using System.ComponentModel.DataAnnotations;

namespace Monitor.Hosting;

/// <summary>How mails leave. Off until an operator says how.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>
    /// <c>Off</c> (default): mails stay queued. <c>Smtp</c>: to the server below. <c>Folder</c>: a file each, in
    /// Development only.
    /// </summary>
    public MailDelivery Delivery { get; init; }

    /// <summary>The server's name; needed for <c>Smtp</c>.</summary>
    public string? Host { get; init; }

    /// <summary>Default 587: submission.</summary>
    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary>Whether to go on by STARTTLS only. Default true; Production refuses false.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>Who signs in at the server; null: nobody.</summary>
    public string? UserName { get; init; }

    /// <summary>Belongs in a secret.</summary>
    public string? Password { get; init; }

    /// <summary>The sender's address; its domain also ends the Message-IDs.</summary>
    public string From { get; init; } = "monitor@monitor.example";

    /// <summary>The sender's name.</summary>
    public string FromName { get; init; } = "Monitor aanpak kindermishandeling en huiselijk geweld";

    /// <summary>Where answers go; null: to the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Where the files go; needed for <c>Folder</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>Of one mail at the server. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Attempts in a minute at most, of all replicas together. Default 120.</summary>
    [Range(1, 10_000)]
    public int PerMinute { get; init; } = 120;

    /// <summary>Attempts of one mail at most. Default 20: with the pauses below about a day.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; init; } = 20;

    /// <summary>After the first attempt that failed; doubled after each. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest of those pauses. Default 2 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often is looked for mails that another replica queued or left. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause after so many attempts that failed.</summary>
    public TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts - 1, 30));
        return pause < LongestPause ? pause : LongestPause;
    }
}

public enum MailDelivery
{
    Off,
    Smtp,
    Folder,
}
