using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.Gateway.Benchmarks.Subgraphs;

namespace Monitor.Gateway.Benchmarks.Floor;

/// <summary>
/// What a gateway in .NET cannot go below while it speaks HTTP by Kestrel and HttpClient: a bare program that makes our
/// gateway's fetches in our gateway's waves, reads their answers and writes a ready one. It parses, plans, checks and
/// merges nothing.
/// </summary>
internal static class FloorProgram
{
    /// <param name="port">Where it answers, at every path.</param>
    /// <param name="recipesFile">See <see cref="Recipe"/>.</param>
    public static async Task RunAsync(int port, string recipesFile)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        using var http = Client();
        var known = Recipe.ReadAll(recipesFile).ToDictionary(
            recipe => Encoding.UTF8.GetBytes(recipe.Body), recipe => new Ready(recipe), Bytes.Comparer);
        app.Run(context => AnswerAsync(context, known, http));
        await app.RunAsync();
    }

    private static HttpMessageInvoker Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    private static async Task AnswerAsync(
        HttpContext context, Dictionary<byte[], Ready> known, HttpMessageInvoker http)
    {
        if (await FindAsync(context, known) is not { } ready)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        foreach (var wave in ready.Waves)
        {
            var fetches = new Task[wave.Count];
            for (var i = 0; i < fetches.Length; i++)
            {
                fetches[i] = FetchAsync(http, wave[i], context.RequestAborted);
            }

            await Task.WhenAll(fetches);
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = ready.Answer.Length;
        await context.Response.StartAsync(context.RequestAborted);
        ready.Answer.CopyTo(context.Response.BodyWriter.GetSpan(ready.Answer.Length));   // in one piece, as ours
        context.Response.BodyWriter.Advance(ready.Answer.Length);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async ValueTask<Ready?> FindAsync(HttpContext context, Dictionary<byte[], Ready> known)
    {
        var body = context.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                known.TryGetValue(read.Buffer.ToArray(), out var found);
                body.AdvanceTo(read.Buffer.End);
                return found;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task FetchAsync(HttpMessageInvoker http, ReadyFetch fetch, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, fetch.Url)
        {
            Content = new ReadOnlyMemoryContent(fetch.Body) { Headers = { ContentType = fetch.Type } },
        };
        using var response = await http.SendAsync(request, cancellationToken);
        var length = (int)(response.Content.Headers.ContentLength ?? throw new HttpRequestException("No length."));
        var answer = ArrayPool<byte>.Shared.Rent(length);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await stream.ReadExactlyAsync(answer.AsMemory(0, length), cancellationToken);
        ArrayPool<byte>.Shared.Return(answer);
    }

    private sealed class Ready(Recipe recipe)
    {
        public IReadOnlyList<IReadOnlyList<ReadyFetch>> Waves { get; } =
            [.. recipe.Waves.Select(wave => wave.Select(fetch => new ReadyFetch(fetch)).ToList())];

        public byte[] Answer { get; } = Encoding.UTF8.GetBytes(recipe.Answer);
    }

    private sealed class ReadyFetch(RecipeFetch fetch)
    {
        public Uri Url { get; } = new(fetch.Url);

        public byte[] Body { get; } = Encoding.UTF8.GetBytes(fetch.Body);

        public MediaTypeHeaderValue Type { get; } = new("application/json");
    }
}
