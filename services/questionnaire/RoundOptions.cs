using System.ComponentModel.DataAnnotations;

namespace Monitor.Questionnaire;

/// <summary>How rounds run by the clock.</summary>
public sealed class RoundOptions
{
    public const string Section = "Rounds";

    /// <summary>
    /// At most this long after its moment is something begun that is due by the clock and was made known to another
    /// replica. It does not bear on what is accepted: that ends at the moment itself. Default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of a newly planned round: days before its last day, 0 to 365. None, the default: 14 and 3.</summary>
    // Not the default itself: what the settings name would be added to it.
    public IReadOnlyList<int> RemindDaysBefore { get; init; } = [];

    /// <summary>The time of day, in the Netherlands, of reminders that count days. Default 09:00.</summary>
    public TimeOnly RemindAt { get; init; } = new(9, 0);

    /// <summary><see cref="RemindDaysBefore"/>, or the default.</summary>
    public IReadOnlyList<int> Days => RemindDaysBefore.Count > 0 ? RemindDaysBefore : [14, 3];
}
