using System.Net;
using Microsoft.Extensions.Options;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Fetches pages from allowed hosts, each within limits of time and bytes, with a bounded number of retries. Follows a
/// redirect within the host.
/// </summary>
internal sealed class PageFetch : IDisposable
{
    private const int MostRedirects = 3;
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;
    private readonly AllowedAddress allowed;
    private readonly FigureImportOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<PageFetch> log;

    public PageFetch(
        AllowedAddress allowed, IOptions<FigureImportOptions> options, TimeProvider time, ILogger<PageFetch> log)
    {
        this.allowed = allowed;
        this.options = options.Value;
        this.time = time;
        this.log = log;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,   // a proxy would look the name up itself, and reach what we may not
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        if (!this.options.AllowLocal)
        {
            handler.ConnectCallback = PublicConnection.OpenAsync;
        }

        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };   // each page has its own limit
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Monitor/1.0");
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        http.DefaultRequestHeaders.Accept.ParseAdd("*/*;q=0.5");
    }

    /// <summary>A page; null where there is none (404) and it may lack.</summary>
    /// <param name="address">Checked again here.</param>
    /// <param name="mayLack">Whether 404 is an answer.</param>
    /// <param name="most">Bytes it may have, unpacked.</param>
    /// <param name="cancellationToken">Ends the whole fetch.</param>
    /// <exception cref="FetchException">It may not be fetched, is too large, or did not come.</exception>
    public async Task<byte[]?> GetAsync(Uri address, bool mayLack, long most, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await TryAsync(allowed.Require(address), most, cancellationToken);
            if (answer.Bytes is not null || (answer.IsMissing && mayLack))
            {
                return answer.Bytes;
            }

            if (!answer.MayRetry || attempt == options.PageRetries)
            {
                throw new FetchException(FetchException.Unavailable, $"{address} did not answer: {answer.Failure}.");
            }

            log.PageRetried(address, answer.Failure!, attempt + 1);
            await Task.Delay(PauseBefore(attempt, answer.RetryAfter), time, cancellationToken);
        }
    }

    public void Dispose() => http.Dispose();

    private TimeSpan PauseBefore(int retry, TimeSpan? asked)
    {
        var pause = asked ?? options.PageRetryAfter * Math.Pow(2, retry);
        return pause < longestPause ? pause : longestPause;
    }

    private async Task<Answer> TryAsync(Uri address, long most, CancellationToken cancellationToken)
    {
        using var page = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        page.CancelAfter(options.PageTimeout);
        try
        {
            return await SendAsync(address, most, redirects: 0, page.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer { Failure = $"not within {options.PageTimeout.TotalSeconds:0} s", MayRetry = true };
        }
        catch (HttpRequestException failure) when (failure.InnerException is FetchException refused)
        {
            throw refused;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new Answer { Failure = "the connection failed", MayRetry = true };
        }
    }

    private async Task<Answer> SendAsync(Uri address, long most, int redirects, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(
            address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var status = (int)response.StatusCode;
        if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
        {
            return redirects < MostRedirects
                ? await SendAsync(
                    allowed.Follow(address, location.OriginalString), most, redirects + 1, cancellationToken)
                : new Answer { Failure = "it redirects in a circle" };
        }

        if (!response.IsSuccessStatusCode)
        {
            return new Answer
            {
                Failure = FormattableString.Invariant($"status {status}"),
                IsMissing = status == 404,
                MayRetry = status is 408 or 429 or >= 500,
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return new Answer { Bytes = await ReadAsync(address, body, most, cancellationToken) };
    }

    private static async Task<byte[]> ReadAsync(
        Uri address, Stream body, long most, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > most)
            {
                throw new FetchException(
                    FetchException.TooLarge, $"{address} and what came before it are larger than is taken.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private readonly record struct Answer(
        byte[]? Bytes, bool IsMissing, bool MayRetry, string? Failure, TimeSpan? RetryAfter);
}
