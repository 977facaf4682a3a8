using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Monitor.Testing;

namespace Monitor.Benchmark.Benchmarks;

/// <summary>
/// Requests at fixed moments, whether the ones before are answered or not: as users come, and as a closed loop does not
/// show a server that stalls. A request that must wait for a connection counts from the moment it was due.
/// </summary>
internal sealed class OpenLoop(HttpClient http, Uri url, string token)
{
    /// <param name="perSecond">Requests.</param>
    /// <param name="connections">That carry them, one request at a time each.</param>
    /// <param name="length">How long.</param>
    /// <param name="body">Of each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(Times Times, int Wrong)> RunAsync(
        int perSecond, int connections, TimeSpan length, string body, CancellationToken cancellationToken)
    {
        var times = new Times();
        var (next, wrong) = (-1, 0);
        var last = (int)(perSecond * length.TotalSeconds);
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref next) is var turn && turn < last)
                {
                    var due = TimeSpan.FromSeconds((double)turn / perSecond);
                    if (due - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } early)
                    {
                        await Task.Delay(early, cancellationToken);
                        due = Stopwatch.GetElapsedTime(begun);   // a timer that wakes late is not the server's
                    }

                    if (!await AskAsync(body, cancellationToken))
                    {
                        Interlocked.Increment(ref wrong);
                    }

                    times.Add(Stopwatch.GetElapsedTime(begun) - due);
                }
            },
            cancellationToken)));
        return (times, wrong);
    }

    private async Task<bool> AskAsync(string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode && answer.AsSpan().StartsWith("{\"data\":{\"round\":{"u8);
    }
}
