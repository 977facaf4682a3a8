namespace Monitor.Questionnaire.Domain;

/// <summary>The round is not open, so nothing of it can change.</summary>
public sealed class RoundClosedException(int year, RoundStatus status) : ClientException(
    code: "ROUND_CLOSED",
    message: status switch
    {
        RoundStatus.Planned => $"Round {year} is not open yet.",
        RoundStatus.Cancelled => $"Round {year} was cancelled.",
        _ => $"Round {year} is closed; its responses can no longer change.",
    });
