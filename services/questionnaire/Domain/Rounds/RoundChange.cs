namespace Monitor.Questionnaire.Domain;

/// <summary>A change of a round, as its history tells it.</summary>
/// <param name="Id">Higher for a later one.</param>
/// <param name="At">When.</param>
/// <param name="By">Subject of the token that was used; null when the clock did it.</param>
/// <param name="Action">What was done.</param>
/// <param name="Fields">From what to what.</param>
/// <param name="Municipalities">Codes of those that it was about; empty when it was about all.</param>
public sealed record RoundChange(
    long Id,
    DateTimeOffset At,
    string? By,
    RoundAction Action,
    IReadOnlyList<RoundFieldChange> Fields,
    IReadOnlyList<string> Municipalities);

/// <param name="Field">As in the graph.</param>
/// <param name="From">Null when there was nothing.</param>
/// <param name="To">Null when nothing is left.</param>
public sealed record RoundFieldChange(string Field, string? From, string? To)
{
    /// <summary>What differs between two states of a round.</summary>
    public static IReadOnlyList<RoundFieldChange> Between(Round? before, Round after) =>
    [
        .. ((RoundFieldChange[])
        [
            new("status", Text(before?.Status), Text(after.Status)),
            new("questionnaire", before?.Questionnaire, after.Questionnaire),
            new("areasYear", Text(before?.AreasYear), Text(after.AreasYear)),
            new("opensAt", Text(before?.OpensAt), Text(after.OpensAt)),
            new("closesAt", Text(before?.ClosesAt), Text(after.ClosesAt)),
        ]).Where(change => change.From != change.To),
    ];

    private static string? Text(RoundStatus? status) => status?.ToString().ToUpperInvariant();

    private static string? Text(int? number) => number is { } n ? FormattableString.Invariant($"{n}") : null;

    private static string? Text(DateTimeOffset? moment) => moment is { } m
        ? FormattableString.Invariant($"{m.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFF'Z'}")
        : null;
}

public enum RoundAction
{
    Planned,
    Changed,
    Cancelled,
    Invited,
    Uninvited,
    InvitationTextChanged,
    RemindersChanged,
    InvitationsAsked,
    Opened,
    Reminded,
    CloseAsked,
    Closed,
}
