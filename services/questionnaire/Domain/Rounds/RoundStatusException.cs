namespace Monitor.Questionnaire.Domain;

/// <summary>The institute asked of a round what its status does not allow. Details hold the <c>status</c>.</summary>
public sealed class RoundStatusException : ClientException
{
    public RoundStatusException(int year, RoundStatus status, string needed)
        : base("ROUND_STATUS", $"{needed} Round {year} is {status switch
        {
            RoundStatus.Planned => "planned",
            RoundStatus.Open => "open, or closing",
            RoundStatus.Closed => "closed, and stays so",
            _ => "cancelled",
        }}.") =>
        Details = new Dictionary<string, object?> { ["status"] = status.ToString().ToUpperInvariant() };
}
