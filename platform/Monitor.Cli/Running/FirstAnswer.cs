using System.Net.Http.Json;
using System.Text.Json;

namespace Monitor.Cli.Running;

/// <summary>Asks the gateway the sample query until the demonstration round has gone through all services.</summary>
public static class FirstAnswer
{
    /// <summary>Public, federated, and in the printed report: means per objective of 2017.</summary>
    public const string Query =
        "{ round(year: 2017) { generated benchmark { objectives { "
        + "objective { number title } n mean { total } band } } } }";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>False when the release of 2017 was not there within 90 s.</summary>
    public static async Task<bool> WaitAsync(Uri gateway, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var begin = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begin) < Limit)
        {
            if (await IsReleasedAsync(http, gateway, cancellationToken))
            {
                return true;
            }

            await Task.Delay(Look, cancellationToken);
        }

        return false;
    }

    private static async Task<bool> IsReleasedAsync(HttpClient http, Uri gateway, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(gateway, new { query = Query }, cancellationToken);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return answer.IsSuccessStatusCode
                && !body.TryGetProperty("errors", out _)
                && body.GetProperty("data").GetProperty("round").GetProperty("benchmark")
                    .GetProperty("objectives").ValueKind == JsonValueKind.Array;
        }
        catch (Exception failure) when (
            failure is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;   // not yet: a service still starts, or the round is null
        }
    }
}
