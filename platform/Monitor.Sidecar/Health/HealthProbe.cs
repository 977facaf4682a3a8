namespace Monitor.Sidecar;

/// <summary>Asks an app's health route, without any token: 2xx within a second is healthy.</summary>
internal sealed class HealthProbe(AppConnections connections, SidecarArguments arguments)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public async Task<bool> IsHealthyAsync(SidecarApp app, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, AppConnections.AddressOf(app, arguments.HealthPath!));
            using var response = await connections.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
