using System.ComponentModel.DataAnnotations;

namespace Monitor.Community;

/// <summary>
/// Settings of erasure, section <c>Privacy</c>. How long things are kept is section <c>Retention</c>.
/// </summary>
public sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>
    /// How long a person can undo that they asked to be erased. Default 7 days; zero erases at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long after someone was erased their tokens make no new account: as long as the provider's tokens live at
    /// most. Default 1 hour; zero: whoever still has one is new at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan LongestToken { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often it is looked who is due, without being woken. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan ErasurePoll { get; init; } = TimeSpan.FromMinutes(1);
}
