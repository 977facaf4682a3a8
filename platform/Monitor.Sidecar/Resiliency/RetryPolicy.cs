namespace Monitor.Sidecar;

/// <summary>How often and after what pause something is tried again.</summary>
/// <param name="IsExponential">Each pause is the last × 1.5, give or take half of it; else all are equal.</param>
/// <param name="Duration">The pause, or the first of them.</param>
/// <param name="MaxInterval">The longest pause of an exponential policy.</param>
/// <param name="MaxRetries">Tries after the first; -1 for ever.</param>
/// <param name="StatusCodes">HTTP statuses worth another try; empty: all outside 200 to 399.</param>
internal sealed record RetryPolicy(
    bool IsExponential, TimeSpan Duration, TimeSpan MaxInterval, int MaxRetries,
    IReadOnlyList<(int From, int To)> StatusCodes)
{
    private const double Growth = 1.5;

    public bool MayRetry(int retriesDone) => MaxRetries < 0 || retriesDone < MaxRetries;

    public bool Matches(int statusCode) =>
        statusCode is < 200 or >= 400
        && (StatusCodes.Count == 0 || StatusCodes.Any(range => statusCode >= range.From && statusCode <= range.To));

    /// <param name="retriesDone">0 before the first retry.</param>
    public TimeSpan PauseBefore(int retriesDone)
    {
        if (!IsExponential)
        {
            return Duration;
        }
        var unspread = Math.Min(
            Duration.TotalMilliseconds * Math.Pow(Growth, Math.Min(retriesDone, 50)), MaxInterval.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(unspread * (0.5 + Random.Shared.NextDouble()));
    }

    public static RetryPolicy From(RetrySpec spec)
    {
        var isExponential = spec.Policy switch
        {
            "constant" => false,
            "exponential" => true,
            _ => throw new SidecarException($"'{spec.Policy}' is no retry policy: constant or exponential."),
        };
        return new RetryPolicy(
            isExponential,
            spec.Duration is null
                ? isExponential ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(5)
                : GoDuration.Parse(spec.Duration),
            spec.MaxInterval is null ? TimeSpan.FromSeconds(60) : GoDuration.Parse(spec.MaxInterval),
            spec.MaxRetries,
            ReadRanges(spec.Matching?.HttpStatusCodes));
    }

    // "429,500-599"
    private static IReadOnlyList<(int, int)> ReadRanges(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('-'))
            .Select(ends => int.TryParse(ends[0], out var from) && int.TryParse(ends[^1], out var to)
                ? (from, to)
                : throw new SidecarException($"'{text}' are no status codes: write 429,500-599."))];
}
