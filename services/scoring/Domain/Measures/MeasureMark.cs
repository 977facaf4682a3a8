namespace Monitor.Scoring.Domain;

/// <summary>What a municipality does with a measure that is suggested to it.</summary>
public enum Mark
{
    Planned,
    Done,
    NotForUs,
}

/// <summary>A mark with its reason; <c>By</c> is the subject of the token that was used.</summary>
public sealed record MeasureMark(Mark Mark, string? Reason, DateTimeOffset At, string By)
{
    public const int ShortestReason = 3;
    public const int LongestReason = 500;

    /// <summary>Checks a mark that somebody wants to set. Space around the reason does not count.</summary>
    /// <exception cref="ClientException">REASON_REQUIRED, TEXT_LENGTH or NOT_PLAIN_TEXT.</exception>
    public static MeasureMark Of(Mark mark, string? reason, DateTimeOffset at, string by)
    {
        var given = reason?.Trim();
        if (string.IsNullOrEmpty(given))
        {
            return mark == Mark.NotForUs
                ? throw new ClientException(
                    "REASON_REQUIRED", "Say in `reason` why this measure is not for you: colleagues will ask.")
                : new MeasureMark(mark, null, at, by);
        }

        return new MeasureMark(
            mark, PlainText.Require("reason", given, ShortestReason, LongestReason), at, by);
    }
}

/// <summary>A change of a mark: null is no mark. <c>Undoes</c> is the change that it takes back.</summary>
public sealed record MarkChange(
    long Id,
    MeasureKey Measure,
    DateTimeOffset At,
    string By,
    Mark? Mark,
    string? Reason,
    Mark? MarkBefore,
    string? ReasonBefore,
    long? Undoes)
{
    public bool IsUndo => Undoes is not null;
}
