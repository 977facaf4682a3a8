using Monitor.Dapr;

namespace Monitor.Community.Events;

/// <summary>
/// Asks scoring which municipalities score low on an objective. The answer is used once and kept nowhere: what is kept
/// of it is a notification like that of anyone who follows the objective.
/// </summary>
public sealed class WeakSpots(DaprClient dapr)
{
    /// <summary>Codes. Throws when scoring does not answer.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string objective, CancellationToken cancellationToken) =>
        (await dapr.GetAsync<Found>(
            "scoring", $"/internal/objectives/{Uri.EscapeDataString(objective)}/weak", cancellationToken))
        .Municipalities;

    private sealed record Found(IReadOnlyList<string> Municipalities);
}
