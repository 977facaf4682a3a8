using System.Text.Json;

namespace Monitor.EndToEnd.Tests;

/// <summary>The steps by which an officer fills in the open round.</summary>
internal sealed class FillingIn(RunningMonitor monitor, string token)
{
    public const string Start = "mutation { startResponse(round: 2018) { id revision status } }";

    public const string Save = """
        mutation ($id: ID!, $revision: Int!, $answers: [AnswerInput!]!) {
          saveAnswers(responseId: $id, revision: $revision, answers: $answers) {
            id revision status progress { answeredObjectives } answers { question { id } options { id } text }
          }
        }
        """;

    public const string Submit = """
        mutation ($id: ID!, $revision: Int!) {
          submitResponse(responseId: $id, revision: $revision) { id revision status submittedRevision }
        }
        """;

    /// <summary>In policy and laid down, one measure at the first content question, everyone reached.</summary>
    /// <remarks>15 + 10; 45 over 4 questions is 11.25; 10 + 15: 61.25 points.</remarks>
    public static object[] FirstObjective { get; } =
    [
        new { question = "child-abuse-1.policy", options = new[] { "in-policy" } },
        new { question = "child-abuse-1.laid-down", options = new[] { "yes" } },
        new { question = "child-abuse-1.content-1", options = new[] { "prestatie-indicatoren" } },
        new { question = "child-abuse-1.reach-view", options = new[] { "yes" } },
        new { question = "child-abuse-1.reach-share", options = new[] { "everyone" } },
    ];

    public async Task<(string Id, int Revision)> StartAsync()
    {
        var started = Whole(await monitor.AskAsync(Start, token: token)).At("data", "startResponse");
        return (started.Text("id")!, started.Int("revision"));
    }

    public Task<JsonElement> SaveAsync(string id, int revision, params object[] answers) =>
        monitor.AskAsync(Save, new { id, revision, answers }, token);

    public Task<JsonElement> SubmitAsync(string id, int revision) =>
        monitor.AskAsync(Submit, new { id, revision }, token);

    /// <summary>Starts, saves and submits; gives the response's id.</summary>
    public async Task<string> FillInAsync(params object[] answers)
    {
        var (id, revision) = await StartAsync();
        var saved = Whole(await SaveAsync(id, revision, answers));
        Whole(await SubmitAsync(id, saved.Int("data", "saveAnswers", "revision")));
        return id;
    }

    public static JsonElement Whole(JsonElement answer)
    {
        Assert.Empty(answer.Codes());
        return answer;
    }
}
