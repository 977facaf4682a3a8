using System.Text.Json;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Community.Events;

/// <summary>
/// Asks the other services for what they hold about a person, and to erase it: all of them, or it fails.
/// </summary>
public sealed class OtherServices(DaprClient dapr)
{
    /// <summary>Those that keep tables of their own.</summary>
    public static IReadOnlyList<string> Names { get; } = ["questionnaire", "scoring", "benchmark"];

    /// <summary>What each holds, by service.</summary>
    /// <exception cref="DaprException">One did not answer: what is told would not be all.</exception>
    public async Task<IReadOnlyDictionary<string, JsonElement>> ReadAsync(
        KnownPerson person, CancellationToken cancellationToken) =>
        await AskAsync("/internal/members/data", person, cancellationToken);

    /// <summary>Returns when every one of them has erased; again changes nothing.</summary>
    /// <exception cref="DaprException">One did not: try again.</exception>
    public async Task EraseAsync(KnownPerson person, CancellationToken cancellationToken) =>
        await AskAsync("/internal/members/erase", person, cancellationToken);

    private async Task<Dictionary<string, JsonElement>> AskAsync(
        string path, KnownPerson person, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Names.Select(service => dapr.PostAsync<KnownPerson, JsonElement>(
            service, path, person, JsonSerializerOptions.Web, cancellationToken)));
        return Names.Zip(answers).ToDictionary(each => each.First, each => each.Second, StringComparer.Ordinal);
    }
}
