using System.Text.Json;
using Monitor.EndToEnd.Tests.Examples;
using Monitor.GraphQL.Language;
using Monitor.Testing;

namespace Monitor.EndToEnd.Tests.Access;

/// <summary>
/// Whoever came by the ids of another municipality's things gets nowhere with them: every operation that takes one, as
/// everyone who has no business there.
/// </summary>
public sealed class OthersTests(RunningMonitor monitor)
{
    /// <summary>Which of another's things an operation takes the id of.</summary>
    private static readonly Dictionary<string, string> Things = new(StringComparer.Ordinal)
    {
        ["Query.selection(id)"] = "selection",
        ["Mutation.renameSelection(id)"] = "selection",
        ["Mutation.changeSelection(id)"] = "selection",
        ["Mutation.shareSelection(id)"] = "selection",
        ["Mutation.unshareSelection(id)"] = "selection",
        ["Mutation.deleteSelection(id)"] = "selection",
        ["Mutation.undoDeleteSelection(id)"] = "selection",
        ["Query.response(id)"] = "response",
        ["Mutation.saveAnswers(responseId)"] = "response",
        ["Mutation.submitResponse(responseId)"] = "response",
        ["Mutation.saveAnswer(responseId)"] = "response",
        ["Mutation.undoSave(responseId)"] = "response",
        ["Mutation.prefillResponse(responseId)"] = "response",
        ["Mutation.confirmAnswers(responseId)"] = "response",
        ["Mutation.reopenResponse(responseId)"] = "response",
        ["Mutation.withdrawResponse(responseId)"] = "response",
        ["Mutation.addRemark(responseId)"] = "response",
        ["Mutation.changeRemark(responseId)"] = "response",
        ["Mutation.removeRemark(responseId)"] = "response",
        ["Mutation.changeRemark(remarkId)"] = "remark",
        ["Mutation.removeRemark(remarkId)"] = "remark",
        ["Mutation.removeContact(id)"] = "contact",
        ["Query.plan(id)"] = "plan",
        ["Mutation.changePlan(id)"] = "plan",
        ["Mutation.closePlan(id)"] = "plan",
        ["Mutation.reopenPlan(id)"] = "plan",
        ["Mutation.addGoal(plan)"] = "plan",
        ["Mutation.reorderGoals(plan)"] = "plan",
        ["Mutation.changeGoal(id)"] = "goal",
        ["Mutation.removeGoal(id)"] = "goal",
        ["Mutation.restoreGoal(id)"] = "goal",
        ["Mutation.reorderGoals(goals)"] = "goal",
        ["Query.draft(id)"] = "draft",
        ["Mutation.deleteDraft(id)"] = "draft",
        ["Mutation.postDraft(id)"] = "draft",
        ["Mutation.saveDraft(input.id)"] = "draft",
        ["Query.communityTopic(id)"] = "topic",
        ["Mutation.deleteContribution(id)"] = "topic",
        ["Mutation.restoreContribution(id)"] = "topic",
        ["Mutation.markUseful(id)"] = "topic",
        ["Mutation.unmarkUseful(id)"] = "topic",
        ["Mutation.markTipUseful(id)"] = "topic",
        ["Mutation.reportContribution(id)"] = "topic",
        ["Mutation.editTopic(input.id)"] = "topic",
        ["Mutation.postReply(input.topic)"] = "topic",
        ["Mutation.decideReports(id)"] = "topic",
        ["Mutation.hideContribution(id)"] = "topic",
        ["Mutation.showContribution(id)"] = "topic",
        ["Mutation.lockTopic(id)"] = "topic",
        ["Mutation.unlockTopic(id)"] = "topic",
        ["Mutation.moveTopic(id)"] = "topic",
        ["Mutation.pinTopic(id)"] = "topic",
        ["Mutation.unpinTopic(id)"] = "topic",
        ["Query.communityReply(id)"] = "reply",
        ["Mutation.editReply(input.id)"] = "reply",
        ["Mutation.changeRoles(member)"] = "member",
        ["Mutation.endMembership(member)"] = "member",
        ["Mutation.eraseMember(member)"] = "member",
        ["Mutation.followTopic(topic)"] = "topic",
        ["Mutation.unfollowTopic(topic)"] = "topic",
        ["Mutation.muteTopic(topic)"] = "topic",
        ["Mutation.unmuteTopic(topic)"] = "topic",
        ["Subscription.discussionChanged(topic)"] = "topic",
        ["Mutation.muteAuthor(contribution)"] = "reply",
        ["Mutation.unmuteAuthor(contribution)"] = "reply",
        ["Subscription.notificationsChanged(member)"] = "member",
        ["Mutation.markNotificationRead(id)"] = "notification",
        ["Mutation.withdrawInvitation(id)"] = "invitation",
        ["Mutation.revokeMachine(id)"] = "machine",
    };

    /// <summary>Ids that are in every questionnaire, list of areas or catalogue: they lead to nobody's own.</summary>
    private static readonly string[] Shared =
    [
        "code", "municipality", "municipalities", "region", "objective", "question", "option", "questionnaire", "newId",
        "category",
    ];

    /// <summary>The same, where the id's name does not say so: the institute's work, catalogues.</summary>
    private static readonly string[] OfNobody =
    [
        "Query.indicator", "Query.questionnaire", "Query.questionnaireDifferences", "Query.ruleSet",
        "Query.ruleSetDraft", "Query.ruleSetImpact", "Mutation.codeText", "Mutation.undoCoding",
        "Mutation.addMeasureCode", "Mutation.changeMeasureCode", "Mutation.createQuestionnaire",
        "Mutation.copyQuestionnaire", "Mutation.saveQuestionnaire", "Mutation.changeQuestionnaire",
        "Mutation.discardQuestionnaire", "Mutation.restoreQuestionnaire", "Mutation.publishQuestionnaire",
        "Mutation.draftRuleSet", "Mutation.saveRuleSetDraft", "Mutation.discardRuleSetDraft",
        "Mutation.publishRuleSet", "Query.editionRecalculation", "Query.category", "Mutation.approveAccess",
        "Mutation.refuseAccess", "Municipality.figures", "Region.figures",
    ];

    /// <summary>Says nothing of what is not the caller's: neither that it is there nor that it is not.</summary>
    private static readonly string[] Silent = ["Mutation.deleteDraft"];

    private static readonly GraphOperations Graph =
        GraphOperations.Read(Path.Combine(Repository.Root, "gateway", "supergraph.graphql"));

    private static readonly AccessTable Table =
        AccessTable.Read(Path.Combine(Repository.Root, "docs", "access.md"));

    [Fact]
    public void Of_every_opaque_id_that_is_asked_for_it_is_said_whose_it_is() =>
        Assert.Empty(Graph.All.Where(o => !OfNobody.Contains(o.Name)).SelectMany(OpaqueIdsOf).Except(Things.Keys));

    [Fact]
    public void All_that_is_said_of_ids_is_said_of_operations_that_are_there() =>
        Assert.Empty(
            Things.Keys.Select(key => key.Split('(')[0]).Concat(OfNobody).Except(Graph.All.Select(o => o.Name)));

    [Fact]
    public async Task The_ids_of_anothers_things_open_nothing_to_anyone()
    {
        var things = await OthersThings.OfAsync(monitor);
        var before = await things.ReadAsync();
        var faults = new List<string>();
        foreach (var column in Table.Columns)
        {
            var token = await People.TokenAsync(monitor, column);
            foreach (var operation in Graph.All.Where(o => ThingsOf(o).Any()))
            {
                if (!IsTheirWork(operation, column)
                    && await FaultOfAsync(operation, things, token) is { } fault)
                {
                    faults.Add($"{operation.Name} as {column}: {fault}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(before, await things.ReadAsync());
    }

    /// <summary>
    /// The institute's people do not act for a municipality: what they may, they may with anyone's. Moderators read all
    /// that members write, drafts not.
    /// </summary>
    private static bool IsTheirWork(GraphOperation operation, string column) =>
        (!People.ActsForOne(column) && Table.RuleOf(operation.Name, column) == AccessRule.Yes)
        || (column == "moderator" && ThingsOf(operation).Any(thing => thing is "topic" or "reply"));

    private static IEnumerable<string> ThingsOf(GraphOperation operation) =>
        Things.Where(each => each.Key.StartsWith(operation.Name + "(", StringComparison.Ordinal)).Select(e => e.Value);

    private async Task<string?> FaultOfAsync(GraphOperation operation, OthersThings things, string? token)
    {
        var document = new SampleDocument(Graph, OthersThings.Municipality, OthersThings.Region, IdOf).Of(operation);
        var answer = operation.Parent == "Subscription"
            ? await FirstAsync(document, token)
            : await monitor.AskAsync(document, token: token);
        return Silent.Contains(operation.Name) || (answer.Codes() is [var code] && Refusals.AreOfOthers(code))
            ? null
            : $"{document} answered {answer.GetRawText()}";

        string? IdOf(GraphOperation asked, string argument) =>
            Things.TryGetValue($"{asked.Name}({argument})", out var thing) ? things[thing] : null;
    }

    private async Task<JsonElement> FirstAsync(string document, string? token)
    {
        using var stream = await OpenStream.OpenAsync(
            monitor.Gateway, document, new Dictionary<string, JsonElement>(), token);
        return await stream.NextAsync(TimeSpan.FromSeconds(5));
    }

    private static IEnumerable<string> OpaqueIdsOf(GraphOperation operation) => operation.Field.Arguments
        .Where(argument => GraphOperations.NameOf(argument.Type) == "ID" && argument.Type is NonNullTypeNode)
        .Where(argument => !Shared.Contains(argument.Name.Value))
        .Select(argument => $"{operation.Name}({argument.Name.Value})");
}
