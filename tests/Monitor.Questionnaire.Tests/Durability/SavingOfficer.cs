using System.Globalization;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Durability;

/// <summary>
/// An officer who saves one answer after the other, each with a text that was never there before, and notes what was
/// acknowledged. Without an acknowledgement he sends the same again with the same key, as clients should.
/// </summary>
internal sealed class SavingOfficer(OwnServers servers, string municipality, string responseId, int objective)
{
    private const string Save = """
        mutation ($id: ID!, $answer: AnswerInput!, $questions: [ID!]) {
          saveAnswer(responseId: $id, answer: $answer) { answers(questions: $questions) { text revision } } }
        """;

    private readonly List<string> acknowledged = [];
    private int revision;

    public string ResponseId => responseId;

    public string Question { get; } = string.Create(
        CultureInfo.InvariantCulture, $"child-abuse-{objective}.own-measure");

    /// <summary>Texts in the order in which their saves were acknowledged.</summary>
    public IReadOnlyList<string> Acknowledged => acknowledged;

    /// <summary>How often he had to ask again.</summary>
    public int Repeats { get; private set; }

    public async Task SaveUntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{objective}: {acknowledged.Count}");
            revision = await SaveAsync(text, Guid.NewGuid().ToString());
            acknowledged.Add(text);
        }
    }

    private async Task<int> SaveAsync(string text, string key)
    {
        var variables = new
        {
            id = responseId,
            answer = new { question = Question, text, revision },
            questions = new[] { Question },
        };
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await TryAsync(variables, key) is { } answered)
            {
                // Nobody else answers this question: a conflict would be his own save, done twice.
                Assert.Equal([], answered.Codes);
                var stored = answered.Data["saveAnswer"]!["answers"]![0]!;
                Assert.Equal(text, stored["text"]!.GetValue<string>());
                return stored["revision"]!.GetValue<int>();
            }

            Repeats++;
            await Task.Delay(50);
        }

        throw new TimeoutException($"{Question} was not saved: the service did not come back.");
    }

    // Null where it may or may not have happened.
    private async Task<Answered?> TryAsync(object variables, string key)
    {
        try
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"officer-{objective}");
            var answered = await servers.AskAsync(Save, variables, municipality, subject, key);
            return answered.Codes.Intersect(["SUBGRAPH_UNAVAILABLE", "INTERNAL_ERROR", "TIMEOUT"]).Any()
                ? null
                : answered;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException
            or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>Starts the response of a municipality, and gives it officers, each with a question.</summary>
    public static async Task<IReadOnlyList<SavingOfficer>> OfAsync(
        OwnServers servers, string municipality, int count)
    {
        var started = await servers.AskAsync(
            "mutation { startResponse(round: 2018) { id } }", null, municipality, "starter");
        var id = started.Data["startResponse"]!["id"]!.GetValue<string>();
        return [.. Enumerable.Range(1, count).Select(n => new SavingOfficer(servers, municipality, id, n))];
    }
}
