namespace Monitor.Questionnaire.Domain;

/// <summary>A round (meting): one questionnaire, put to the municipalities of one year's list.</summary>
/// <param name="Year">Its key.</param>
/// <param name="Status">Writing is possible only while it is open.</param>
/// <param name="Questionnaire">The id of the questionnaire.</param>
/// <param name="AreasYear">The year of the list of municipalities that are invited.</param>
/// <param name="OpensAt">From when it may be open.</param>
/// <param name="ClosesAt">From this moment on it is closed; null when it is open until the institute closes it.</param>
/// <param name="Generated">Whether its responses are generated for demonstration.</param>
public sealed record Round(
    int Year,
    RoundStatus Status,
    string Questionnaire,
    int AreasYear,
    DateTimeOffset OpensAt,
    DateTimeOffset? ClosesAt,
    bool Generated)
{
    private static readonly TimeZoneInfo Dutch = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>The first day, in the Netherlands.</summary>
    public DateOnly OpensOn => DayOf(OpensAt);

    /// <summary>The last day on which it is open at all, in the Netherlands.</summary>
    public DateOnly? ClosesOn => ClosesAt is { } closes ? DayOf(closes.AddTicks(-1)) : null;

    /// <summary>Refuses every change while the round is not open.</summary>
    /// <param name="now">By the database's clock, which all replicas share.</param>
    /// <exception cref="RoundClosedException">It is planned or closed, or its closing time has passed.</exception>
    public void RequireOpen(DateTimeOffset now)
    {
        if (Status != RoundStatus.Open)
        {
            throw new RoundClosedException(Year, Status);
        }

        if (now >= ClosesAt)
        {
            throw new RoundClosedException(Year, RoundStatus.Closed);
        }
    }

    private static DateOnly DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Dutch).DateTime);
}

/// <summary>A round, locked against closing, and the moment by the database's clock once it was.</summary>
public sealed record LockedRound(Round Round, DateTimeOffset Now)
{
    /// <exception cref="RoundClosedException">Nothing of the round can change now.</exception>
    public void RequireOpen() => Round.RequireOpen(Now);
}

public enum RoundStatus
{
    Planned,
    Open,
    Closed,
}
