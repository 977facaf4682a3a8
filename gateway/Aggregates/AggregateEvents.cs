using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Events;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Which events make which cache groups stale. The groups are those that subgraphs name on their answers.
/// </summary>
internal sealed class AggregateEvents(
    AggregateCache cache, IOptions<AggregateOptions> options, TimeProvider clock, ILogger<AggregateEvents> log)
{
    private static readonly Rule[] rules =
    [
        new("release.published", "benchmark", data => [$"release-{Year(data)}"]),
        new("round.opened", "questionnaire", data => ["rounds", $"round-{Year(data)}"]),
        new("round.closed", "questionnaire", data => ["rounds", $"round-{Year(data)}"]),
        new("response.submitted", "questionnaire", data => [$"round-{Year(data)}"]),
        new("response.withdrawn", "questionnaire", data => [$"round-{Year(data)}"]),
        new("figures.published", "benchmark", _ => ["figures"]),
        new("areas.published", "questionnaire", _ => ["areas"]),
        new("questionnaire.published", "questionnaire", _ => ["questionnaires"]),
        new("consent.changed", "community", _ => ["consents"]),
    ];

    private readonly TimeSpan forgetAfter = options.Value.LongestLife;

    /// <summary>The topics that matter here.</summary>
    public static IEnumerable<HeardTopic> Topics => rules.Select(rule => new HeardTopic(rule.Topic, rule.Publisher));

    /// <summary>
    /// Drops what the event makes stale, for all replicas. A repeat drops nothing, nor does an event from before the
    /// oldest entry that there can be.
    /// </summary>
    /// <returns>False where Redis did not take it: the event must come again.</returns>
    public async Task<bool> DropAsync(HeardEvent heard, CancellationToken cancellationToken)
    {
        var rule = rules.FirstOrDefault(rule => rule.Topic == heard.Topic && rule.Publisher == heard.Source);
        if (!cache.IsConfigured || rule is null || clock.GetUtcNow() - heard.Time > forgetAfter)
        {
            return true;
        }
        IReadOnlyList<string> groups;
        try
        {
            groups = rule.GroupsOf(heard.Data);
        }
        catch (Exception unreadable) when (
            unreadable is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            log.EventUnreadable(heard.Topic, heard.Id);
            return true;   // it will never be readable
        }
        return await cache.DropAsync(groups, $"{heard.Source}:{heard.Id}", cancellationToken);
    }

    private static string Year(JsonElement data) =>
        data.GetProperty("round").GetInt32().ToString(CultureInfo.InvariantCulture);

    private sealed record Rule(string Topic, string Publisher, Func<JsonElement, IReadOnlyList<string>> GroupsOf);
}
