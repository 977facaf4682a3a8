namespace Monitor.Scoring.Domain;

/// <summary>A municipality has one current plan; older ones are closed, and stay to be read.</summary>
public enum PlanStatus
{
    Current,
    Closed,
}

/// <summary>
/// A plan (plan van aanpak) for some years: what goes into the multi-year policy plan and the regiovisie.
/// </summary>
/// <param name="Id">Opaque.</param>
/// <param name="Municipality">CBS code; nobody else reads it.</param>
/// <param name="Round">The round from whose scores progress is counted.</param>
/// <param name="Title">1 to 120 characters.</param>
/// <param name="FromYear">First year.</param>
/// <param name="ToYear">Last year.</param>
/// <param name="Notes">At most 4,000 characters.</param>
/// <param name="Status">Only a current plan changes.</param>
/// <param name="Revision">Rises by one with every change of the plan, and of which goals it has in what order.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="ChangedAt">When the plan itself changed last.</param>
public sealed record Plan(
    Guid Id,
    string Municipality,
    int Round,
    string Title,
    int FromYear,
    int ToYear,
    string Notes,
    PlanStatus Status,
    int Revision,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt)
{
    public const int LongestTitle = 120;
    public const int LongestNotes = 4_000;
    public const int MostGoals = 100;
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    public static Plan Start(
        Guid id, string municipality, int round, string title, int fromYear, int toYear, DateTimeOffset now)
    {
        RequirePeriod(fromYear, toYear);
        return new Plan(
            id, municipality, round, PlainText.Require("title", title, 1, LongestTitle), fromYear, toYear, "",
            PlanStatus.Current, Revision: 1, now, now);
    }

    /// <exception cref="ClientException">
    /// PLAN_CLOSED, STALE_REVISION, BAD_PERIOD, TEXT_LENGTH or NOT_PLAIN_TEXT.
    /// </exception>
    public Plan Change(int revision, string title, int fromYear, int toYear, string notes, DateTimeOffset now)
    {
        RequireOpen();
        RequireRevision(revision);
        RequirePeriod(fromYear, toYear);
        return this with
        {
            Title = PlainText.Require("title", title, 1, LongestTitle),
            FromYear = fromYear,
            ToYear = toYear,
            Notes = PlainText.Require("notes", notes, 0, LongestNotes),
            Revision = Revision + 1,
            ChangedAt = now,
        };
    }

    /// <summary>The same plan after a change of its goals.</summary>
    public Plan Touched(DateTimeOffset now) => this with { Revision = Revision + 1, ChangedAt = now };

    public Plan Close(int revision, DateTimeOffset now)
    {
        RequireOpen();
        RequireRevision(revision);
        return Touched(now) with { Status = PlanStatus.Closed };
    }

    public Plan Reopen(int revision, DateTimeOffset now)
    {
        RequireRevision(revision);
        return Touched(now) with { Status = PlanStatus.Current };
    }

    public void RequireOpen()
    {
        if (Status == PlanStatus.Closed)
        {
            throw new ClientException("PLAN_CLOSED", "This plan is closed and does not change; reopen it first.");
        }
    }

    public void RequireRevision(int revision)
    {
        if (revision != Revision)
        {
            throw Stale.Of("plan", revision, Revision);
        }
    }

    private static void RequirePeriod(int fromYear, int toYear)
    {
        if (fromYear < FirstYear || toYear < fromYear || toYear > LastYear)
        {
            throw new ClientException(
                "BAD_PERIOD", $"A plan runs from a year to the same or a later one, from {FirstYear} to {LastYear}.");
        }
    }
}

/// <summary>Somebody changed it since it was read.</summary>
internal static class Stale
{
    public static ClientException Of(string what, int read, int current) => new(
        "STALE_REVISION", $"The {what} is at revision {current}, not {read}: read it again before you change it.")
    {
        Details = new Dictionary<string, object?> { ["revision"] = current },
    };
}
