namespace Monitor.EndToEnd.Tests.Access;

/// <summary>The codes by which someone is told that they may not.</summary>
internal static class Refusals
{
    private static readonly string[] OfAccess =
        ["UNAUTHENTICATED", "NOT_A_MEMBER", "FORBIDDEN", "NOT_YOURS", "INSUFFICIENT_SCOPE", "STEP_UP_REQUIRED"];

    /// <summary>It is said that they may not.</summary>
    public static bool AreOfAccess(string code) => OfAccess.Contains(code);

    /// <summary>The same, or that there is no such thing for them.</summary>
    public static bool AreOfOthers(string code) => AreOfAccess(code) || code == "NOT_FOUND";
}
