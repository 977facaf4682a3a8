using System.Net;
using System.Text.Json;

namespace Monitor.Sidecar;

/// <summary>
/// Learns what an app hears: its own answer to <c>GET /dapr/subscribe</c>, and the subscription files.
/// </summary>
internal sealed class SubscriptionReader(
    AppConnections connections, SidecarResources resources, TimeProvider time, ILogger<SubscriptionReader> log)
{
    private const int Tries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="SidecarException">A rule is not understood.</exception>
    public async Task<IReadOnlyList<AppSubscription>> ReadAsync(SidecarApp app, CancellationToken cancellationToken)
    {
        await TryAskAsync(app, "/dapr/config", cancellationToken);   // daprd asks; nothing in it matters here
        var programmatic = await TryAskAsync(app, "/dapr/subscribe", cancellationToken) is { } body
            ? Parse(app, body)
            : [];
        var declarative = resources.Subscriptions
            .Where(file => file.Scopes is null or [] || file.Scopes.Contains(app.Id))
            .Select(AppSubscription.From);

        // One subscription per component and topic: the app's own word first.
        return [.. programmatic.Concat(declarative)
            .DistinctBy(subscription => (subscription.PubSub, subscription.Topic))
            .Where(subscription => IsAllowed(app, subscription))];
    }

    private List<AppSubscription> Parse(SidecarApp app, byte[] body)
    {
        List<SubscribeItem>? items;
        try
        {
            items = JsonSerializer.Deserialize<List<SubscribeItem>>(body, AnyCase);
        }
        catch (JsonException fault)
        {
            log.SubscriptionsUnreadable(app.Id, fault.Message);
            return [];
        }
        var read = new List<AppSubscription>();
        foreach (var item in items ?? [])
        {
            if (AppSubscription.From(item) is { } subscription)
            {
                read.Add(subscription);
            }
            else
            {
                log.SubscriptionIgnored(app.Id, item.Topic ?? "", "it has no route");
            }
        }
        return read;
    }

    private bool IsAllowed(SidecarApp app, AppSubscription subscription)
    {
        var component = resources.PubSub(subscription.PubSub, app.Id);
        var isAllowed = component?.Scopes.MaySubscribe(app.Id, subscription.Topic) == true;
        if (!isAllowed)
        {
            log.SubscriptionIgnored(app.Id, subscription.Topic, component is null
                ? $"component {subscription.PubSub} is not there"
                : "the component's subscriptionScopes do not allow it");
        }
        return isAllowed;
    }

    /// <summary>The answer, or null for 404 and for an app that keeps failing.</summary>
    private async Task<byte[]?> TryAskAsync(SidecarApp app, string path, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(LongestAnswer);
                using var request = new HttpRequestMessage(HttpMethod.Get, AppConnections.AddressOf(app, path));
                request.Headers.TryAddWithoutValidation("dapr-app-id", app.Id);
                if (app.AppToken is not null)
                {
                    request.Headers.TryAddWithoutValidation("dapr-api-token", app.AppToken);
                }
                using var response = await connections.SendAsync(request, limit.Token);
                if (response.IsSuccessStatusCode)
                {
                    return await response.Content.ReadAsByteArrayAsync(limit.Token);
                }
                if (response.StatusCode == HttpStatusCode.NotFound)
                {
                    return null;
                }
                log.AppAnswered(app.Id, path, (int)response.StatusCode);
            }
            catch (Exception failure) when (
                failure is HttpRequestException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                log.AppDidNotAnswer(app.Id, path, failure.Message);
            }
            if (tries == Tries)
            {
                return null;
            }
            await Task.Delay(Pause * tries, time, cancellationToken);
        }
    }
}
