namespace Monitor.Benchmark.Domain;

/// <summary>How far a recalculation is.</summary>
public enum RecalculationState
{
    /// <summary>Not begun yet.</summary>
    Asked,

    /// <summary>Begun; after a kill another process begins it again.</summary>
    Running,

    Done,

    /// <summary>Nothing was made; the failure says why.</summary>
    Failed,
}

/// <summary>What the institute asked for: a release made again for an erratum, or a dry run of that.</summary>
/// <param name="Id">Its own, and of the erratum that comes of it.</param>
/// <param name="Round">Year.</param>
/// <param name="Text">Of the erratum.</param>
/// <param name="WithoutWithdrawn">Leaves out what was withdrawn since the round closed.</param>
/// <param name="IsDryRun">Looks at what would change; nothing is made.</param>
/// <param name="ExpectedDigest">Of the dry run that was looked at; null for a dry run.</param>
/// <param name="AskedBy">Subject of the token.</param>
/// <param name="AskedAt">When.</param>
public sealed record Recalculation(
    Guid Id,
    int Round,
    string Text,
    bool WithoutWithdrawn,
    bool IsDryRun,
    string? ExpectedDigest,
    string AskedBy,
    DateTimeOffset AskedAt)
{
    /// <summary>One that was begun so often without an end is given up.</summary>
    public const int MostAttempts = 3;

    public RecalculationState State { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was begun last; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null until it is done.</summary>
    public RecalculationResult? Result { get; init; }

    /// <summary>Null unless it failed.</summary>
    public RecalculationFailure? Failure { get; init; }

    public bool HasEnded => State is RecalculationState.Done or RecalculationState.Failed;
}

/// <summary>What came of a recalculation, or would come of it.</summary>
/// <param name="Corrects">Id of the edition that was the newest.</param>
/// <param name="Edition">Id of the next one.</param>
/// <param name="Digest">Of all its figures.</param>
/// <param name="Cells">Whose figures differ.</param>
public sealed record RecalculationResult(
    string Corrects, string Edition, string Digest, IReadOnlyList<CorrectedCell> Cells);

/// <summary>Why a recalculation failed.</summary>
/// <param name="Code">As errors have it.</param>
/// <param name="Message">A sentence; safe to show.</param>
public sealed record RecalculationFailure(string Code, string Message);
