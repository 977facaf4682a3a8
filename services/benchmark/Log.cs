namespace Monitor.Benchmark;

/// <summary>Every message of benchmark. Numbers 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning,
        "Scores of response {ResponseId} revision {Revision} not kept: scoring does not have them")]
    public static partial void NoSuchScores(this ILogger log, string responseId, int revision);

    [LoggerMessage(3002, LogLevel.Information, "Round {Round} is closed: {Accepted} responses await their release")]
    public static partial void ReleasePending(this ILogger log, int round, int accepted);

    [LoggerMessage(3003, LogLevel.Information, "Release of round {Round} waits for the scores of {Missing} responses")]
    public static partial void ReleaseWaits(this ILogger log, int round, int missing);

    [LoggerMessage(3004, LogLevel.Information, "Release {Release} made of {Participants} responses")]
    public static partial void ReleaseMade(this ILogger log, string release, int participants);

    [LoggerMessage(3005, LogLevel.Warning, "The release of round {Round} was not made; tried again later")]
    public static partial void ReleaseFailed(this ILogger log, int round, Exception failure);

    [LoggerMessage(3006, LogLevel.Warning, "Pending releases were not looked at; tried again later")]
    public static partial void LookFailed(this ILogger log, Exception failure);

    [LoggerMessage(3007, LogLevel.Warning, "Round {Round} is said to be closed, but questionnaire says it is open")]
    public static partial void NotYetClosed(this ILogger log, int round);

    [LoggerMessage(3050, LogLevel.Information,
        "Erratum {Erratum} issued about release {Release}, corrected by {CorrectedBy}, by {IssuedBy}")]
    public static partial void ErratumIssued(
        this ILogger log, Guid erratum, string release, string correctedBy, string issuedBy);

    [LoggerMessage(3051, LogLevel.Information,
        "Recalculation {Recalculation} of round {Round} done: {Edition} (dry run: {DryRun}), {Cells} cells differ")]
    public static partial void Recalculated(
        this ILogger log, Guid recalculation, int round, string edition, bool dryRun, int cells);

    [LoggerMessage(3052, LogLevel.Warning, "Recalculation {Recalculation} of round {Round} failed: {Code}: {Failure}")]
    public static partial void RecalculationFailed(
        this ILogger log, Guid recalculation, int round, string code, string failure);

    [LoggerMessage(3053, LogLevel.Error, "A recalculation did not come to an end; tried again later")]
    public static partial void RecalculationInterrupted(this ILogger log, Exception failure);

    [LoggerMessage(3080, LogLevel.Information,
        "{Figures} figures read from the seeds, {Indicators} indicators changed")]
    public static partial void FiguresSeeded(this ILogger log, int figures, int indicators);

    [LoggerMessage(3070, LogLevel.Warning,
        "Community did not say which consents hold; a release counts with those that were heard of")]
    public static partial void ConsentsNotFetched(this ILogger log, Exception failure);

    [LoggerMessage(3090, LogLevel.Information,
        "Import {Import} of figures by mapping {Mapping}: {Added} added, {Revised} revised, {Equal} equal; {Sha256}")]
    public static partial void FiguresImported(
        this ILogger log, Guid import, string mapping, int added, int revised, int equal, string sha256);

    [LoggerMessage(3091, LogLevel.Warning, "{Address} is asked for again (retry {Retry}): {Failure}")]
    public static partial void PageRetried(this ILogger log, Uri address, string failure, int retry);

    [LoggerMessage(3092, LogLevel.Information, "Import of {Mapping}, due on {DueOn}, begins (attempt {Attempt})")]
    public static partial void ScheduledImportBegins(this ILogger log, string mapping, DateOnly dueOn, int attempt);

    [LoggerMessage(3093, LogLevel.Error, "Import of {Mapping}, due on {DueOn}, failed (attempt {Attempt}): {Failure}")]
    public static partial void ScheduledImportFailed(
        this ILogger log, string mapping, DateOnly dueOn, int attempt, string failure);

    [LoggerMessage(3094, LogLevel.Error, "What figures are due was not seen to; looked at again later")]
    public static partial void FigureClockFailed(this ILogger log, Exception failure);

    [LoggerMessage(3040, LogLevel.Information, "Release of round {Round} waits for that of round {Earlier}")]
    public static partial void ReleaseWaitsForEarlier(this ILogger log, int round, int earlier);

    [LoggerMessage(3008, LogLevel.Information, "Release {Release} hides cells by rule: {Suppressed}")]
    public static partial void CellsSuppressed(this ILogger log, string release, string suppressed);
}
