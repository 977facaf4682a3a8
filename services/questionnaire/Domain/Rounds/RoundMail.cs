namespace Monitor.Questionnaire.Domain;

/// <summary>One mail of a round: an invitation or a reminder to one contact.</summary>
/// <param name="Sequence">Higher for a later one.</param>
/// <param name="Id">Also in the mail's Message-ID.</param>
/// <param name="Round">The round's year.</param>
/// <param name="Kind">Invitation or reminder.</param>
/// <param name="Municipality">The municipality's code.</param>
/// <param name="Name">Of the contact; null once the contact is removed.</param>
/// <param name="Email">As <paramref name="Name"/>.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How often it was handed over.</param>
/// <param name="MayBeRepeated">
/// An attempt ended without its outcome being known, and another was made: it may have arrived twice.
/// </param>
/// <param name="QueuedAt">When it was made.</param>
/// <param name="NextAttemptAt">Of one that is queued.</param>
/// <param name="SentAt">When the mail server had taken it.</param>
/// <param name="Text">As it was handed over last; null before the first time.</param>
/// <param name="Error">Why the last attempt failed, or why it is not sent any more.</param>
public sealed record RoundMail(
    long Sequence,
    Guid Id,
    int Round,
    MailKind Kind,
    string Municipality,
    string? Name,
    string? Email,
    MailState State,
    int Attempts,
    bool MayBeRepeated,
    DateTimeOffset QueuedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? SentAt,
    MailText? Text,
    string? Error);

public enum MailKind
{
    Invitation,
    Reminder,
}

public enum MailState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Queued,

    /// <summary>The mail server has it.</summary>
    Sent,

    /// <summary>Refused for good, or tried as often as is tried.</summary>
    Failed,

    /// <summary>Not needed any more: submitted, closed, or the contact is gone.</summary>
    Dropped,
}

/// <summary>A mail that this process is to send now, and what it needs to know to do so.</summary>
/// <param name="Id">Of the mail.</param>
/// <param name="Round">The round, as it is now.</param>
/// <param name="Kind">Invitation or reminder.</param>
/// <param name="Municipality">Code.</param>
/// <param name="MunicipalityName">Name.</param>
/// <param name="Name">Of the contact.</param>
/// <param name="Email">Of the contact.</param>
/// <param name="Text">The text to fill in; null for the default one.</param>
/// <param name="Attempts">This one counted.</param>
/// <param name="NoLongerNeeded">Why it is to be dropped; null when it is to be sent.</param>
public sealed record ClaimedMail(
    Guid Id,
    Round Round,
    MailKind Kind,
    string Municipality,
    string MunicipalityName,
    string Name,
    string Email,
    MailText? Text,
    int Attempts,
    string? NoLongerNeeded)
{
    /// <summary>The mail as it reads.</summary>
    public MailText Filled(string link) =>
        (Text ?? (Kind == MailKind.Invitation ? MailText.Invitation : MailText.Reminder))
            .Filled(MailPlaces.Of(Round, MunicipalityName, Municipality, link));
}
