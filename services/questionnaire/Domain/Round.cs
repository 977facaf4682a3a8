namespace Monitor.Questionnaire.Domain;

/// <summary>A round (meting): one questionnaire, put to the municipalities of one year's list.</summary>
/// <param name="Year">Its key.</param>
/// <param name="Status">Writing is possible only while it is open.</param>
/// <param name="Questionnaire">The id of the questionnaire.</param>
/// <param name="AreasYear">The year of the list of municipalities that are invited.</param>
/// <param name="OpensOn">The first day.</param>
/// <param name="ClosesOn">The last day; null when it is open until the institute closes it.</param>
/// <param name="Generated">Whether its responses are generated for demonstration.</param>
public sealed record Round(
    int Year,
    RoundStatus Status,
    string Questionnaire,
    int AreasYear,
    DateOnly OpensOn,
    DateOnly? ClosesOn,
    bool Generated)
{
    /// <summary>Refuses every change while the round is not open.</summary>
    /// <exception cref="RoundClosedException">The round is planned or closed.</exception>
    public void RequireOpen()
    {
        if (Status != RoundStatus.Open)
        {
            throw new RoundClosedException(Year, Status);
        }
    }
}

public enum RoundStatus
{
    Planned,
    Open,
    Closed,
}
