using System.ComponentModel.DataAnnotations;

namespace Monitor.Community;

/// <summary>
/// The broker's own Redis, section <c>Broker</c>: reached past the sidecar, which cannot remove anything from it.
/// </summary>
public sealed class BrokerOptions
{
    public const string Section = "Broker";

    /// <summary>Host and port. Null (default): nothing is removed there by age, or when someone is erased.</summary>
    public string? Host { get; init; }

    /// <summary>Empty (default): without one.</summary>
    public string Password { get; init; } = "";

    /// <summary>
    /// How long events stay in its streams, those among the dead letters too. Default 30 days, as in outboxes
    /// (<c>Dapr:KeepFor</c>): what is trimmed before it was delivered is caught up from there.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often it is looked what is older. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan TrimEvery { get; init; } = TimeSpan.FromHours(1);
}
