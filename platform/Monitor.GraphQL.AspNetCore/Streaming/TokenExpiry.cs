using System.Globalization;
using System.Security.Claims;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>When a caller's token ends: a stream that outlived it would answer someone who may no longer ask.</summary>
internal static class TokenExpiry
{
    /// <summary>What timers take at most, less a day: no token of ours lives that long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(48);

    /// <summary>A token that is cancelled when the caller's ends; the source is to be disposed.</summary>
    public static CancellationTokenSource Of(ClaimsPrincipal caller, TimeProvider clock)
    {
        if (!long.TryParse(
            caller.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return new CancellationTokenSource();
        }

        var left = TimeSpan.FromSeconds(Math.Min(
            seconds - clock.GetUtcNow().ToUnixTimeSeconds(), (long)Longest.TotalSeconds));
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
    }
}
