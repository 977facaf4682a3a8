using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Testing;

namespace Monitor.Community.Benchmarks;

/// <summary>
/// Twenty clients that post, each until its post is acknowledged, with the same Idempotency-Key; while the service is
/// killed and started again. Keeps a log of what was acknowledged.
/// </summary>
internal sealed class Posting(Func<Uri> url, Tokens tokens, Population population, Settings settings)
{
    private const string Topic =
        "mutation ($input: PostDiscussionInput!) { postDiscussion(input: $input) { id } }";

    private const string Reply = "mutation ($input: PostReplyInput!) { postReply(input: $input) { id } }";

    /// <summary>The number of each post that was acknowledged, and the id that it got.</summary>
    public ConcurrentDictionary<int, string> Acknowledged { get; } = new();

    public Times Times { get; } = new();

    /// <summary>What was neither acknowledged nor worth another try.</summary>
    public ConcurrentDictionary<string, int> Refused { get; } = new();

    public int Retries => retries;

    private int retries;
    private int last = -1;

    /// <param name="stop">No post is begun any more; those that were are posted to the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        await Task.WhenAll(Enumerable.Range(0, Settings.Clients).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await PostAsync(http, Interlocked.Increment(ref last), cancellationToken);
                }
            },
            cancellationToken)));
    }

    private async Task PostAsync(HttpClient http, int number, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var begun = Stopwatch.GetTimestamp();
                using var request = RequestOf(number, key);
                using var response = await http.SendAsync(request, cancellationToken);
                var answer = await response.Content.ReadAsStringAsync(cancellationToken);
                if (IdIn(answer) is { } id)
                {
                    Times.Add(Stopwatch.GetElapsedTime(begun));
                    Acknowledged[number] = id;
                    return;
                }

                if (!answer.Contains("UNAVAILABLE", StringComparison.Ordinal)   // which says to try again with the key
                    && (response.IsSuccessStatusCode || (int)response.StatusCode is >= 400 and < 500))
                {
                    Refused.AddOrUpdate(answer, 1, (_, count) => count + 1);
                    return;
                }
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
            }

            Interlocked.Increment(ref retries);
            await Task.Delay(100, cancellationToken);
        }
    }

    private HttpRequestMessage RequestOf(int number, string key)
    {
        var text = $"Belastingproef {number}: geplaatst onder last.";
        object body = number % 2 == 0
            ? new
            {
                query = Topic,
                variables = new
                {
                    input = new
                    {
                        category = Population.BusyCategory, title = $"Belastingproef {number}", text,
                        shownAs = "ANONYMOUS",
                    },
                },
            }
            : new
            {
                query = Reply,
                variables = new { input = new { topic = population.LongDiscussion, text, shownAs = "ANONYMOUS" } },
            };
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url(), "graphql"))
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Authorization = new("Bearer", tokens.Of(number % settings.Members));
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static string? IdIn(string answer)
    {
        try
        {
            using var read = JsonDocument.Parse(answer);
            return read.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.EnumerateObject().First().Value is { ValueKind: JsonValueKind.Object } posted
                ? posted.GetProperty("id").GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
