namespace Monitor.Questionnaire.Domain;

/// <summary>A reminder (herinnering) of a round, to those invited who have not submitted by then.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Round">The round's year.</param>
/// <param name="DaysBeforeClosing">Due so many days before the round's last day; null when due at a moment.</param>
/// <param name="DueAt">When; null while the round has no closing time to count from.</param>
/// <param name="Text">The institute's own; null for the default text.</param>
/// <param name="DoneAt">When it was sent or passed over; null while it is to come.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record Reminder(
    Guid Id,
    int Round,
    int? DaysBeforeClosing,
    DateTimeOffset? DueAt,
    MailText? Text,
    DateTimeOffset? DoneAt,
    ReminderOutcome? Outcome)
{
    public static Reminder DaysBefore(Round round, int days, TimeOnly time, MailText? text) =>
        new Reminder(Guid.NewGuid(), round.Year, days, null, text, null, null).Moved(round, time);

    public static Reminder At(Round round, DateTimeOffset dueAt, MailText? text) =>
        new(Guid.NewGuid(), round.Year, null, dueAt, text, null, null);

    /// <summary>The reminder for a round whose closing time may have changed.</summary>
    public Reminder Moved(Round round, TimeOnly time) => DaysBeforeClosing is { } days
        ? this with
        {
            DueAt = round.ClosesOn is { } last ? DutchTime.At(last.AddDays(-days), time) : null,
        }
        : this;

    /// <summary>One that was passed over is to come again when its moment is now ahead.</summary>
    public Reminder Revived(DateTimeOffset now) => Outcome == ReminderOutcome.PassedOver && DueAt > now
        ? this with { DoneAt = null, Outcome = null }
        : this;
}

public enum ReminderOutcome
{
    /// <summary>Its mails were queued.</summary>
    Sent,

    /// <summary>The round was not open at its moment, or a later one was due at the same time.</summary>
    PassedOver,
}
