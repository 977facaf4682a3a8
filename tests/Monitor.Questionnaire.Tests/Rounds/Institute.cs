using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>What the institute asks, in short.</summary>
internal static class Institute
{
    public static Task<Answered> InstituteAsync(
        this QuestionnaireApplication application, string query, object? variables = null, string? key = null) =>
        application.AskAsync(query, variables, "GM0363", role: "institute", key: key, subject: "het instituut");

    public static Task<Answered> PlanAsync(
        this QuestionnaireApplication application,
        int year,
        DateTimeOffset? opensAt = null,
        DateTimeOffset? closesAt = null,
        int? areasYear = 2017,
        string[]? municipalities = null,
        string questionnaire = "child-abuse-2017") =>
        application.InstituteAsync(
            """
            mutation ($input: PlanRoundInput!) {
              planRound(input: $input) { year status opensAt closesAt opensOn closesOn
                questionnaire { id } participation { invited } } }
            """,
            new
            {
                input = new
                {
                    year,
                    questionnaire,
                    opensAt = Text(opensAt ?? In(TimeSpan.FromDays(30))),
                    closesAt = closesAt is { } closes ? Text(closes) : null,
                    areasYear,
                    municipalities,
                },
            });

    public static Task<Answered> OpenAsync(this QuestionnaireApplication application, int year) =>
        application.InstituteAsync($"mutation {{ openRound(round: {year}) {{ status opensAt }} }}");

    public static Task<Answered> CloseAsync(this QuestionnaireApplication application, int year) =>
        application.InstituteAsync($"mutation {{ closeRound(round: {year}) {{ status closesAt }} }}");

    public static Task<Answered> CloseAtAsync(
        this QuestionnaireApplication application, int year, DateTimeOffset? closesAt) =>
        application.InstituteAsync(
            """
            mutation ($round: Int!, $closesAt: DateTime) {
              changeRound(round: $round, input: { closesAt: $closesAt }) { closesAt status } }
            """,
            new { round = year, closesAt = closesAt is { } closes ? Text(closes) : null });

    public static async Task<JsonArray> ChangesAsync(this QuestionnaireApplication application, int year)
    {
        var answer = await application.InstituteAsync(
            """
            query ($year: Int!) { round(year: $year) { changes { nodes {
              by action municipalities fields { field from to } } } } }
            """,
            new { year });
        return answer.Data["round"]!["changes"]!["nodes"]!.AsArray();
    }

    public static async Task<IReadOnlyList<string>> ActionsAsync(this QuestionnaireApplication application, int year) =>
        [.. (await application.ChangesAsync(year)).Select(c => c!["action"]!.GetValue<string>()).Reverse()];

    public static DateTimeOffset In(TimeSpan time) => TimeProvider.System.GetUtcNow() + time;

    public static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
