using Microsoft.AspNetCore.Mvc;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Events;

/// <summary>
/// What benchmark fetches by invocation after <c>scores.calculated</c>, and community when a tip is posted.
/// </summary>
public static class ScoreRoutes
{
    public const int LargestPage = 500;

    public static void MapScoreRoutes(this IEndpointRouteBuilder app)
    {
        app.MapGet("/internal/scores/{responseId}/{revision:int}", OneAsync).AllowCallers("benchmark");
        app.MapPost("/internal/scores/find", ManyAsync).AllowCallers("benchmark");
        app.MapGet("/internal/scores", PageAsync).AllowCallers("benchmark");
        app.MapGet("/internal/rule-sets/{id}", RuleSetAsync).AllowCallers("benchmark");
        app.MapGet("/internal/objectives/{id}/weak", WeakAsync).AllowCallers("community");
    }

    /// <summary>
    /// Which municipalities a tip on this objective may help: codes only, in no order. Never shown to anyone: each is
    /// told of the tip, and of nobody else.
    /// </summary>
    private static async Task<IResult> WeakAsync(
        string id, [FromServices] ScoreStore scores, CancellationToken cancellationToken) =>
        TypedResults.Ok(new { municipalities = await scores.WeakAsync(id, cancellationToken) });

    /// <summary>What a release needs of a rule set: its norms.</summary>
    private static async Task<IResult> RuleSetAsync(
        string id, [FromServices] RuleSetStore ruleSets, CancellationToken cancellationToken) =>
        await ruleSets.FindAsync(id, cancellationToken) is { } rules
            ? TypedResults.Ok(new { rules.Id, rules.Bands })
            : TypedResults.NotFound();

    private static async Task<IResult> OneAsync(
        string responseId, int revision, [FromServices] ScoreStore scores, CancellationToken cancellationToken)
    {
        var found = await scores.FindAsync(responseId, revision, cancellationToken);
        return found is null ? TypedResults.NotFound() : TypedResults.Ok(Scores.Of(found));
    }

    /// <summary>The scores of these revisions, at most 500, in any order; one that was not scored is absent.</summary>
    private static async Task<IResult> ManyAsync(
        [FromBody] IReadOnlyList<RevisionKey> wanted, [FromServices] ScoreStore scores,
        CancellationToken cancellationToken) =>
        wanted.Count > LargestPage
            ? TypedResults.Problem($"At most {LargestPage} revisions at once.", statusCode: 400)
            : TypedResults.Ok((await scores.FindAsync(wanted, cancellationToken)).Select(Scores.Of));

    /// <summary>
    /// All scored revisions of a round by response id and revision; <c>next</c> is the following page's <c>after</c>.
    /// </summary>
    private static async Task<IResult> PageAsync(
        int round, [FromServices] ScoreStore scores, CancellationToken cancellationToken,
        string? after = null, int limit = LargestPage)
    {
        if (limit is < 1 or > LargestPage)
        {
            return TypedResults.Problem($"limit must be 1 to {LargestPage}.", statusCode: 400);
        }

        var (response, revision) = Cursor.Read(after);
        var found = await scores.PageAsync(round, response, revision, limit, cancellationToken);
        var next = found.Count < limit ? null : Cursor.Write(found[^1].ResponseId, found[^1].Revision);
        return TypedResults.Ok(new ScoresPage([.. found.Select(Scores.Of)], next));
    }

    private static class Cursor
    {
        public static string Write(string responseId, int revision) => $"{responseId}~{revision}";

        public static (string ResponseId, int Revision) Read(string? cursor) =>
            cursor?.Split('~') is [var response, var revision] && int.TryParse(revision, out var number)
                ? (response, number)
                : ("", 0);
    }
}

/// <summary>Scores of one revision as they go to benchmark; points are exact, the average is not rounded.</summary>
public sealed record Scores(
    string ResponseId,
    int Revision,
    int Round,
    string Municipality,
    string RuleSet,
    bool Generated,
    decimal? Average,
    string? Band,
    IReadOnlyList<Scores.OfObjective> Objectives)
{
    public static Scores Of(ScoredResponse scored) => new(
        scored.ResponseId, scored.Revision, scored.Round, scored.Municipality, scored.Card.RuleSet, scored.Generated,
        scored.Card.Average, NameOf(scored.Card.Band),
        [
            .. scored.Card.Objectives.Select(o => new OfObjective(
                o.Objective, o.Anchoring, o.Content, o.Reach, o.Total, NameOf(o.Band)!)),
        ]);

    private static string? NameOf(Band? band) => band?.ToString().ToUpperInvariant();

    public sealed record OfObjective(
        string Objective, decimal Anchoring, decimal Content, decimal Reach, decimal Total, string Band);
}

/// <summary>A page of scores; <c>Next</c> is null on the last one.</summary>
public sealed record ScoresPage(IReadOnlyList<Scores> Items, string? Next);
