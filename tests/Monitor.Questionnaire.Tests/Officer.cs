using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests;

/// <summary>Someone who fills in the response of a municipality in round 2018.</summary>
internal sealed class Officer(QuestionnaireApplication application, string municipality, string? subject = null)
{
    private const string Seen = "{ id revision status submittedRevision }";

    /// <summary>The response, once someone started it.</summary>
    public string Id { get; private set; } = "";

    public Officer Colleague(string name) => new(application, municipality, name) { Id = Id };

    public async Task<Officer> StartAsync()
    {
        var started = await AskAsync("mutation { startResponse(round: 2018) { id } }");
        Id = started.Data["startResponse"]!["id"]!.GetValue<string>();
        return this;
    }

    /// <summary>Saves one answer, having read this revision of it.</summary>
    public Task<Answered> SaveAsync(int read, string question, params string[] options) =>
        SaveAsync(new { question, options, revision = read });

    public Task<Answered> SaveAsync(object answer, string? key = null) => AskAsync(
        $"mutation ($id: ID!, $answer: AnswerInput!) {{ saveAnswer(responseId: $id, answer: $answer) {Seen} }}",
        new { id = Id, answer }, key);

    /// <summary>Saves several answers that nobody gave before.</summary>
    public Task<Answered> SaveAllAsync(params object[] answers) => AskAsync(
        $"mutation ($id: ID!, $answers: [AnswerInput!]!) {{ saveAnswers(responseId: $id, answers: $answers) {Seen} }}",
        new { id = Id, answers });

    /// <summary>Runs a mutation of the response, whose arguments after <c>responseId</c> are given as text.</summary>
    public Task<Answered> DoAsync(
        string mutation, string arguments = "", string selection = Seen, string? key = null) =>
        AskAsync(
            $"mutation ($id: ID!) {{ {mutation}(responseId: $id {arguments}) {selection} }}", new { id = Id }, key);

    /// <summary>Submits on the current revision.</summary>
    public async Task<Answered> SubmitAsync(string arguments = "") =>
        await DoAsync("submitResponse", $"revision: {await RevisionAsync()} {arguments}");

    /// <summary>Reads fields of the response.</summary>
    public async Task<JsonNode> ReadAsync(string selection)
    {
        var read = await AskAsync($"query ($id: ID!) {{ response(id: $id) {{ {selection} }} }}", new { id = Id });
        return read.Data["response"]!;
    }

    public async Task<int> RevisionAsync() => (await ReadAsync("revision"))["revision"]!.GetValue<int>();

    public Task<Answered> AskAsync(
        string query, object? variables = null, string? key = null, string role = "officer") =>
        application.AskAsync(query, variables, municipality, role, key, subject);
}
