namespace Monitor.Scoring.Domain;

/// <summary>How far a goal is, as its owner says; what scores say is <see cref="GoalProgress"/>.</summary>
public enum GoalStatus
{
    Open,
    InProgress,
    Done,
    Dropped,
}

/// <summary>Which role owns a goal. Never a person: who fills a role changes, and names do not belong here.</summary>
public enum GoalOwner
{
    PolicyOfficer,
    ProgrammeManager,
    TeamLead,
    Director,
    Alderman,
    NeighbourhoodTeam,
    YouthHealthCare,
    VeiligThuis,
    CentreMunicipality,
    RegionalCoordinator,
    Other,
}

/// <summary>A goal (doel) for one objective: what score, by when, owned by which role, with which measures.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="PlanId">Of which plan.</param>
/// <param name="Municipality">Its plan's.</param>
/// <param name="Position">Order within the plan.</param>
/// <param name="Form">What its owner says of it.</param>
/// <param name="Revision">Rises by one with every change.</param>
/// <param name="RemovedAt">Null while it is part of the plan.</param>
/// <param name="ChangedAt">When it changed last.</param>
public sealed record Goal(
    Guid Id,
    Guid PlanId,
    string Municipality,
    int Position,
    GoalForm Form,
    int Revision,
    DateTimeOffset? RemovedAt,
    DateTimeOffset ChangedAt)
{
    public void RequireRevision(int revision)
    {
        if (revision != Revision)
        {
            throw Stale.Of("goal", revision, Revision);
        }
    }

    public Goal Change(int revision, GoalForm form, DateTimeOffset now)
    {
        RequireRevision(revision);
        return RemovedAt is null
            ? this with { Form = form, Revision = Revision + 1, ChangedAt = now }
            : throw new ClientException("GOAL_REMOVED", "This goal was removed: restore it before you change it.");
    }
}

/// <summary>What somebody fills in of a goal; what is here has passed the checks.</summary>
public sealed record GoalForm(
    string Objective,
    Targets Targets,
    DateOnly Due,
    GoalOwner Owner,
    GoalStatus Status,
    string Notes,
    IReadOnlyList<GoalMeasure> Measures)
{
    public const int MostMeasures = 20;
    public const int LongestWords = 500;

    /// <exception cref="ClientException">BAD_TARGET, TOO_MANY_MEASURES, TEXT_LENGTH or NOT_PLAIN_TEXT.</exception>
    public static GoalForm Of(
        string objective,
        Targets targets,
        DateOnly due,
        GoalOwner owner,
        GoalStatus status,
        string notes,
        IReadOnlyList<GoalMeasure> measures)
    {
        targets.Require();
        if (measures.Count > MostMeasures)
        {
            throw new ClientException("TOO_MANY_MEASURES", $"A goal has at most {MostMeasures} measures.");
        }

        return new GoalForm(
            objective, targets, due, owner, status, PlainText.Require("notes", notes, 0, Plan.LongestNotes),
            [.. measures.Distinct()]);
    }
}

/// <summary>The scores that a goal is about, in points; null where it names none. At least one is there.</summary>
public sealed record Targets(decimal? Total, decimal? Anchoring, decimal? Content, decimal? Reach)
{
    /// <summary>What is named, the total first.</summary>
    public IEnumerable<(Part? Part, decimal Points)> Named()
    {
        (Part? Part, decimal? Points)[] all =
            [(null, Total), (Part.Anchoring, Anchoring), (Part.Content, Content), (Part.Reach, Reach)];
        return all.Where(t => t.Points is not null).Select(t => (t.Part, t.Points!.Value));
    }

    /// <summary>Points of a part at most; of the total where the part is null.</summary>
    public static decimal MaximumOf(Part? part) => part switch
    {
        null => RuleSet.Maximum,
        Part.Content => 50,
        _ => 25,
    };

    internal void Require()
    {
        var named = Named().ToList();
        if (named.Count == 0 || named.Any(t => t.Points < 0 || t.Points > MaximumOf(t.Part) || !IsPlain(t.Points)))
        {
            throw new ClientException(
                "BAD_TARGET",
                "Name at least one target: total 0 to 100, anchoring 0 to 25, content 0 to 50, reach 0 to 25 points, "
                + "with at most 2 decimals.");
        }
    }

    private static bool IsPlain(decimal points) => decimal.Round(points, 2) == points;
}

/// <summary>
/// A measure of a goal: one that can be suggested, with its wording when it was chosen, or one in own words.
/// </summary>
public sealed record GoalMeasure(string? Question, string? Option, string Label)
{
    public bool IsOwnWords => Question is null;
}
