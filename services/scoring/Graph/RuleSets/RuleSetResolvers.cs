using System.Text.Json;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers the fields about rule sets: published ones for everybody, drafts for the institute.</summary>
public sealed class RuleSetResolvers(
    RuleSetStore ruleSets, RuleSetDraftStore drafts, RecalculationStore recalculations, DraftCheck check)
{
    /// <summary><c>Query.ruleSet</c>.</summary>
    public async ValueTask<RuleSetView?> RuleSetAsync(FieldContext context, CancellationToken cancellationToken) =>
        await FindAsync(context.Argument<string>("id"), cancellationToken);

    /// <summary><c>Query.ruleSets</c>.</summary>
    public async ValueTask<IReadOnlyList<RuleSetView>?> RuleSetsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var found = await ruleSets.ListAsync(context.Argument<string?>("questionnaire"), cancellationToken);
        return await ViewsAsync(found, cancellationToken);
    }

    /// <summary><c>Query.ruleSetSchema</c>.</summary>
    public static ValueTask<object?> SchemaAsync(FieldContext context, CancellationToken cancellationToken) =>
        new(JsonSerializer.Deserialize<JsonElement>(RuleSetReader.Schema()));

    /// <summary><c>Query.ruleSetDraft</c>.</summary>
    public async ValueTask<RuleSetDraft?> DraftAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context.Caller());
        return await FindDraftAsync(context.Argument<string>("id"), cancellationToken);
    }

    /// <summary><c>Query.ruleSetDrafts</c>.</summary>
    public async ValueTask<IReadOnlyList<RuleSetDraft>?> DraftsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context.Caller());
        return await drafts.ListAsync(cancellationToken);
    }

    /// <summary><c>RuleSetDraft.faults</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<RuleSetFault>?>> FaultsAsync(
        IReadOnlyList<RuleSetDraft> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var faults = new List<IEnumerable<RuleSetFault>?>();
        foreach (var draft in parents)
        {
            faults.Add((await check.CheckAsync(draft, cancellationToken)).Faults);
        }

        return faults;
    }

    /// <summary><c>RuleSetDraft.document</c>.</summary>
    public static ValueTask<IReadOnlyList<object>> DocumentsAsync(
        IReadOnlyList<RuleSetDraft> parents, FieldContext context, CancellationToken cancellationToken) =>
        new([.. parents.Select(p => (object)JsonSerializer.Deserialize<JsonElement>(p.Document))]);

    /// <summary><c>RuleSetDraft.history</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<RuleSetChange>>> DraftHistoryAsync(
        IReadOnlyList<RuleSetDraft> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var changes = await drafts.ChangesAsync(parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => changes[p.Id])];
    }

    /// <summary><c>RuleSet.history</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<RuleSetChange>?>> HistoryAsync(
        IReadOnlyList<RuleSetView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context.Caller());
        var changes = await drafts.ChangesAsync(parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => changes[p.Id])];
    }

    /// <summary><c>RuleSet.recalculations</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<Recalculation>?>> RecalculationsAsync(
        IReadOnlyList<RuleSetView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context.Caller());
        var found = await recalculations.OfAsync(parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => found[p.Id])];
    }

    internal static void RequireInstitute(Caller caller) => caller.RequireRole(Role.Institute, Role.Administrator);

    internal static ClientException UnknownRuleSet(string id) =>
        new("UNKNOWN_RULE_SET", $"There is no published rule set {id}.");

    internal static ClientException UnknownDraft(string id) =>
        new("UNKNOWN_DRAFT", $"There is no draft {id}; it was published, or thrown away.");

    internal async Task<RuleSetView> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await ruleSets.FindAsync([id], cancellationToken);
        return found.TryGetValue(id, out var published)
            ? (await ViewsAsync([published], cancellationToken))[0]
            : throw UnknownRuleSet(id);
    }

    internal async Task<RuleSetDraft> FindDraftAsync(string id, CancellationToken cancellationToken) =>
        (await drafts.FindAsync([id], cancellationToken)).GetValueOrDefault(id) ?? throw UnknownDraft(id);

    private async Task<IReadOnlyList<RuleSetView>> ViewsAsync(
        IReadOnlyList<PublishedRuleSet> published, CancellationToken cancellationToken)
    {
        var current = await ruleSets.CurrentAsync(cancellationToken);
        return
        [
            .. published.Select(p => new RuleSetView(
                p, [.. p.Rules.Questionnaires.Where(q => current.GetValueOrDefault(q) == p.Rules.Id)])),
        ];
    }
}
