using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;

namespace Monitor.Community.Tests.Events;

public sealed class QuestionnairePublishedHandlerTests(CommunityApplication application)
    : IClassFixture<CommunityApplication>
{
    [Fact]
    public async Task A_published_questionnaires_objectives_may_be_posted_on_however_often_the_event_comes()
    {
        using var questionnaire = new Answering(
            "/v1.0/invoke/questionnaire/method/internal/questionnaires/violence-2018",
            """
            { "id": "violence-2018", "objectives": [
                { "id": "violence-1", "number": 1, "theme": "DOMESTIC_VIOLENCE", "title": "Regie" },
                { "id": "violence-2", "number": 2, "theme": "DOMESTIC_VIOLENCE", "title": "Crisisplekken",
                  "rationale": "Wie vlucht, heeft een bed nodig.", "questions": [{ "label": "Hoeveel bedden?" }] }] }
            """);
        using var dapr = new DaprClient(Options.Create(
            new DaprOptions { AppId = CommunityService.Name, HttpPort = questionnaire.Port }));
        var objectives = application.Service<ObjectiveStore>();
        var handler = new QuestionnairePublishedHandler(
            dapr,
            application.Service<Inbox>(),
            objectives,
            application.Service<ObjectiveTextStore>(),
            NullLogger<QuestionnairePublishedHandler>.Instance);
        var received = new Received<QuestionnairePublished>(
            "questionnaire", Guid.NewGuid().ToString(), 7, TimeProvider.System.GetUtcNow(), new("violence-2018"));

        Assert.False(await objectives.ExistsAsync("violence-2", CancellationToken.None));
        Assert.Equal(Delivery.Done, await handler.HandleAsync(received, CancellationToken.None));
        Assert.Equal(Delivery.Done, await handler.HandleAsync(received, CancellationToken.None));

        Assert.True(await objectives.ExistsAsync("violence-2", CancellationToken.None));
        Assert.Equal(
            2, await application.ReadAsync<long>("SELECT count(*) FROM objectives WHERE id LIKE 'violence-%'"));
        Assert.Equal(
            "Wie vlucht, heeft een bed nodig.\nHoeveel bedden?",
            await application.ReadAsync<string>("SELECT text FROM objective_texts WHERE id = 'violence-2'"));
        Assert.Equal(
            "violence-2",
            await application.ReadAsync<string>(
                "SELECT objective_id FROM search_documents "
                + "WHERE words @@ to_tsquery('dutch_stems', 'bed & vluchten')"));
    }

    /// <summary>Stands for the sidecar: answers one path with one document.</summary>
    private sealed class Answering : IDisposable
    {
        private readonly HttpListener listener = new();

        public Answering(string path, string body)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }

            listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
            listener.Start();
            _ = AnswerAsync(path, Encoding.UTF8.GetBytes(body));
        }

        public int Port { get; }

        public void Dispose() => listener.Close();

        private async Task AnswerAsync(string path, byte[] body)
        {
            while (listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                context.Response.StatusCode = context.Request.Url!.AbsolutePath == path ? 200 : 404;
                context.Response.ContentType = "application/json";
                if (context.Response.StatusCode == 200)
                {
                    await context.Response.OutputStream.WriteAsync(body);
                }

                context.Response.Close();
            }
        }
    }
}
