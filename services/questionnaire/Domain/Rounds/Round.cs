namespace Monitor.Questionnaire.Domain;

/// <summary>A round (meting): one questionnaire, put to the municipalities that are invited.</summary>
/// <param name="Year">Its key.</param>
/// <param name="Status">Writing is possible only while it is open.</param>
/// <param name="Questionnaire">The id of the questionnaire.</param>
/// <param name="AreasYear">The year of the list of municipalities that it invites from.</param>
/// <param name="OpensAt">When it opens, or opened.</param>
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
    /// <summary>The first day, in the Netherlands.</summary>
    public DateOnly OpensOn => DutchTime.DayOf(OpensAt);

    /// <summary>The last day on which it is open at all, in the Netherlands.</summary>
    public DateOnly? ClosesOn => ClosesAt is { } closes ? DutchTime.DayOf(closes.AddTicks(-1)) : null;

    /// <summary>Whether its responses may change at this moment of the database's clock.</summary>
    public bool IsOpen(DateTimeOffset now) => Status == RoundStatus.Open && !(now >= ClosesAt);

    /// <summary>Refuses every change while the round is not open.</summary>
    /// <param name="now">By the database's clock, which all replicas share.</param>
    /// <exception cref="RoundClosedException">It is not open, or its closing time has passed.</exception>
    public void RequireOpen(DateTimeOffset now)
    {
        if (!IsOpen(now))
        {
            throw new RoundClosedException(Year, Status == RoundStatus.Open ? RoundStatus.Closed : Status);
        }
    }

    /// <exception cref="RoundStatusException">It is not planned (any more).</exception>
    public void RequirePlanned()
    {
        if (Status != RoundStatus.Planned)
        {
            throw new RoundStatusException(Year, Status, "This needs a planned round.");
        }
    }

    /// <exception cref="RoundStatusException">It is closed or cancelled, or its closing time has passed.</exception>
    public void RequirePlannedOrOpen(DateTimeOffset now)
    {
        if (Status != RoundStatus.Planned && !IsOpen(now))
        {
            throw new RoundStatusException(Year, Status, "This needs a planned or an open round.");
        }
    }

    /// <exception cref="RoundStatusException">It is not open, or its closing time has passed.</exception>
    public void RequireOpenToClose(DateTimeOffset now)
    {
        if (!IsOpen(now))
        {
            throw new RoundStatusException(Year, Status, "This needs an open round.");
        }
    }

    /// <summary>The round after the institute opens it, whatever the moment it was planned for.</summary>
    /// <exception cref="ClientException">ROUND_STATUS: it is not planned. ROUND_TIMES: it would be closed.</exception>
    public Round OpenNow(DateTimeOffset now)
    {
        RequirePlanned();
        return (this with { Status = RoundStatus.Open, OpensAt = now }).WithFitTimes(now);
    }

    /// <summary>This round, whose times leave it something to be open in.</summary>
    /// <exception cref="ClientException">ROUND_TIMES.</exception>
    public Round WithFitTimes(DateTimeOffset now)
    {
        if (Status == RoundStatus.Planned && OpensAt <= now)
        {
            throw new ClientException(
                "ROUND_TIMES", "`opensAt` lies in the past; plan it for later, and open it now by `openRound`.");
        }

        if (ClosesAt <= OpensAt || ClosesAt <= now)
        {
            throw new ClientException(
                "ROUND_TIMES",
                "`closesAt` must lie after `opensAt`, and not in the past; `closeRound` closes an open round now.");
        }

        if (OpensAt >= End || ClosesAt >= End)
        {
            throw new ClientException("ROUND_TIMES", "`opensAt` and `closesAt` lie before the year 2200.");
        }

        return this;
    }

    /// <summary>
    /// No moment of a round lies here or later. PostgreSQL takes the last moments of the calendar for infinity, which
    /// the clock's queries cannot count with.
    /// </summary>
    public static readonly DateTimeOffset End = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
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
    Cancelled,
}
