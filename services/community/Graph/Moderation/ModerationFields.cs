using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Section "Moderation" of the schema.</summary>
internal static class ModerationFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var moderation = services.GetRequiredService<ModerationResolvers>();
        var reports = services.GetRequiredService<ReportMutations>();
        var mutations = services.GetRequiredService<ModerationMutations>();
        binder
            .Root("Query.moderationQueue", moderation.QueueAsync)
            .Root("Query.moderationLog", moderation.LogAsync)
            .Type<QueueView>("ModerationQueue")
            .Type<Edge<ReportedView>>("ReportedContributionEdge")
            .Type<ReportedView>("ReportedContribution")
            .Type<ReportView>("ContributionReport")
            .Type<Connection<ModerationActView>>("ModerationActConnection")
            .Type<Edge<ModerationActView>>("ModerationActEdge")
            .Type<ModerationActView>("ModerationAct")
            .Field<QueueView, int>("ModerationQueue.totalCount", moderation.TotalsAsync)
            .Field<Topic, IReadOnlyList<ModerationActView>?>("CommunityTopic.moderation", moderation.OfTopicsAsync)
            .Field<Reply, IReadOnlyList<ModerationActView>?>("Reply.moderation", moderation.OfRepliesAsync)
            .Root("Mutation.reportContribution", reports.ReportAsync)
            .Root("Mutation.decideReports", reports.DecideAsync)
            .Root("Mutation.hideContribution", mutations.HideAsync)
            .Root("Mutation.showContribution", mutations.ShowAsync)
            .Root("Mutation.lockTopic", mutations.LockAsync)
            .Root("Mutation.unlockTopic", mutations.UnlockAsync)
            .Root("Mutation.moveTopic", mutations.MoveAsync)
            .Root("Mutation.pinTopic", mutations.PinAsync)
            .Root("Mutation.unpinTopic", mutations.UnpinAsync);
    }
}
