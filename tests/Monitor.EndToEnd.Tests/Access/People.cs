namespace Monitor.EndToEnd.Tests.Access;

/// <summary>Who asks: a column of the table in docs/access.md.</summary>
internal static class People
{
    public static bool ActsForOne(string column) =>
        column is "reader" or "officer" or "coordinator" or "regional-coordinator";

    /// <summary>Whom they act for, if for anyone. Of these nothing else is told in other tests.</summary>
    public static string OwnOf(string column) => column == "regional-coordinator" ? "GM0153" : "GM1680";

    public static async Task<string?> TokenAsync(RunningMonitor monitor, string column) => column switch
    {
        "nobody" => null,
        "account" => (await monitor.CommandAsync("token", "--subject", "someone-new")).Trim(),
        "program" => (await monitor.CommandAsync(
            "token", "--client", "nightly", "--scope", "benchmark:read", "figures:read")).Trim(),
        _ when ActsForOne(column) => await monitor.TokenAsync(OwnOf(column), column),
        _ => await monitor.TokenAsync(null, column),
    };
}
