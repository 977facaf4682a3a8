using System.ComponentModel.DataAnnotations;

namespace Monitor.Hosting;

/// <summary>Which roles count only after a strong and recent sign-in.</summary>
public sealed class StepUpOptions
{
    public const string Section = "StepUp";

    /// <summary>These roles. Default administrator; one empty text: none.</summary>
    public IReadOnlyList<string>? Roles { get; set; }

    /// <summary>
    /// Values of <c>acr</c> that are strong enough. Default eIDAS's substantial and high, which OpenID NLGOV and
    /// eHerkenning's brokers write.
    /// </summary>
    public IReadOnlyList<string>? Acr { get; set; }

    /// <summary>Values of <c>amr</c> of which one will do too: "mfa" at Entra ID. Default none.</summary>
    public IReadOnlyList<string>? Amr { get; set; }

    /// <summary>How long ago they may have signed in. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(15);
}

/// <summary>What a sign-in leaves of someone's roles.</summary>
/// <param name="Roles">Those that count.</param>
/// <param name="Withheld">Those that would count after a stronger or newer sign-in.</param>
/// <param name="AcrValues">What such a sign-in must reach one of: RFC 9470's <c>acr_values</c>.</param>
/// <param name="MaxAge">How old it may be: RFC 9470's <c>max_age</c>.</param>
public sealed record StepUpVerdict(
    IReadOnlyList<string> Roles, IReadOnlyList<string> Withheld, IReadOnlyList<string> AcrValues, TimeSpan MaxAge);

/// <summary>Step-up: the rule by which privileged roles ask for a strong and recent sign-in (RFC 9470).</summary>
public static class StepUp
{
    /// <summary>Assurance levels of Regulation (EU) 2015/1502, as OpenID NLGOV writes them in <c>acr</c>.</summary>
    public const string Low = "http://eidas.europa.eu/LoA/low";
    public const string Substantial = "http://eidas.europa.eu/LoA/substantial";
    public const string High = "http://eidas.europa.eu/LoA/high";

    private static readonly string[] DefaultAcr = [Substantial, High];
    private static readonly string[] DefaultRoles = [Role.Administrator];

    /// <summary>Divides the roles that someone has by how they signed in.</summary>
    /// <param name="roles">All roles of the person.</param>
    /// <param name="token">How they signed in.</param>
    /// <param name="options">Which roles ask for what.</param>
    /// <param name="now">The moment of asking.</param>
    public static StepUpVerdict Judge(
        IEnumerable<string> roles, OuterToken token, StepUpOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(options);
        var guarded = options.Roles ?? DefaultRoles;
        var acr = options.Acr ?? DefaultAcr;
        var isEnough = IsStrong(token, acr, options.Amr ?? []) && IsRecent(token, options.MaxAge, now);
        var parts = roles.ToLookup(role => isEnough || !guarded.Contains(role));
        return new StepUpVerdict([.. parts[true]], [.. parts[false]], acr, options.MaxAge);
    }

    private static bool IsStrong(OuterToken token, IReadOnlyList<string> acr, IReadOnlyList<string> amr) =>
        (token.Acr is { } reached && acr.Contains(reached)) || amr.Any(token.Amr.Contains);

    // A sign-in in the future says nothing of when it was; clocks differ by a few seconds at most.
    private static bool IsRecent(OuterToken token, TimeSpan maxAge, DateTimeOffset now) =>
        token.AuthenticatedAt is { } at && at <= now + TimeSpan.FromMinutes(1) && now - at <= maxAge;
}
