using Monitor.Hosting;

namespace Monitor.Identity;

/// <summary>Who signed in, how surely and when.</summary>
/// <param name="Subject">The persona's.</param>
/// <param name="Acr">One of <see cref="Levels"/>.</param>
/// <param name="At">The claim <c>auth_time</c>.</param>
internal sealed record SignIn(string Subject, string Acr, DateTimeOffset At)
{
    /// <summary>The claim <c>amr</c>: values of RFC 8176 that go with the level.</summary>
    public IReadOnlyList<string> Amr => Acr == StepUp.Low ? ["pwd"] : ["pwd", "otp", "mfa"];
}

/// <summary>The values of <c>acr</c>, from weak to strong: eIDAS's, as OpenID NLGOV writes them.</summary>
internal static class Levels
{
    public static IReadOnlyList<string> All { get; } = [StepUp.Low, StepUp.Substantial, StepUp.High];
}
