using Monitor.Hosting;

namespace Monitor.Gateway.Shedding;

/// <summary>Turns away who asks too often: 429 RATE_LIMITED.</summary>
internal static class RateLimiting
{
    private static readonly DoorRefusal refusal = new(
        StatusCodes.Status429TooManyRequests, "RATE_LIMITED", "You ask too often: try again later.");

    /// <summary>By address; stands before the check of tokens, which costs more.</summary>
    public static void UseAddressLimit(this WebApplication app, RateLimits limits) => app.Use((context, next) =>
        Counts(context) && context.Connection.RemoteIpAddress is { } address && limits.WaitOf(address) is { } wait
            ? RefuseAsync(context, "address", wait)
            : next(context));

    /// <summary>By subject; stands behind the check of tokens.</summary>
    public static void UseSubjectLimit(this WebApplication app, RateLimits limits) => app.Use((context, next) =>
        Counts(context) && OperationRate.SubjectOf(context.User) is { } subject && limits.WaitOf(subject) is { } wait
            ? RefuseAsync(context, "subject", wait)
            : next(context));

    /// <summary>Health is asked by the cluster, and what the sidecar delivers is no client's.</summary>
    private static bool Counts(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && context.GetEndpoint()?.Metadata.GetMetadata<AllowedCallers>() is null;

    private static Task RefuseAsync(HttpContext context, string by, TimeSpan wait)
    {
        SheddingMetrics.Limited(by);
        return refusal.WriteAsync(context, wait);
    }
}
