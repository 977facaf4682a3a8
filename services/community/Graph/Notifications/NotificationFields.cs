using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>What members are told of, and what they follow and mute: section "Notifications" of the schema.</summary>
internal static class NotificationFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var notifications = services.GetRequiredService<NotificationResolvers>();
        var following = services.GetRequiredService<FollowingResolvers>();
        var changes = services.GetRequiredService<NotificationMutations>();
        binder
            .Root("Query.notifications", notifications.PageAsync)
            .Root("Query.notificationSettings", notifications.SettingsAsync)
            .Root("Query.follows", following.FollowsAsync)
            .Root("Query.mutes", following.MutesAsync)
            .Root("Mutation.markNotificationRead", changes.MarkReadAsync)
            .Root("Mutation.markAllNotificationsRead", changes.MarkAllReadAsync)
            .Root("Mutation.setNotificationSettings", changes.SetSettingsAsync)
            .Root("Mutation.followTopic", changes.FollowTopicAsync)
            .Root("Mutation.unfollowTopic", changes.UnfollowTopicAsync)
            .Root("Mutation.muteTopic", changes.MuteTopicAsync)
            .Root("Mutation.unmuteTopic", changes.UnmuteTopicAsync)
            .Root("Mutation.muteAuthor", changes.MuteAuthorAsync)
            .Root("Mutation.unmuteAuthor", changes.UnmuteAuthorAsync)
            .Root("Mutation.followCategory", changes.FollowCategoryAsync)
            .Root("Mutation.unfollowCategory", changes.UnfollowCategoryAsync)
            .Root("Mutation.followObjective", changes.FollowObjectiveAsync)
            .Root("Mutation.unfollowObjective", changes.UnfollowObjectiveAsync)
            .Field<NotificationConnection, int>("NotificationConnection.unreadCount", notifications.UnreadAsync)
            .Field<Notification, string>("Notification.text", notifications.TextsAsync)
            .Field<Notification, Topic?>("Notification.topic", notifications.TopicsAsync)
            .Field<Notification, IContribution?>("Notification.contribution", notifications.ContributionsAsync)
            .Field<Topic, bool>("CommunityTopic.isFollowed", notifications.FollowedAsync)
            .Field<Topic, bool>("CommunityTopic.isMuted", notifications.MutedAsync)
            .Field<Category, bool>("Category.isFollowed", notifications.FollowedCategoriesAsync)
            .Field<Objective, bool?>("Objective.isFollowed", following.FollowedObjectivesAsync)
            .Field<Follow, Topic?>("Follow.topic", following.TopicsOfFollowsAsync)
            .Field<Follow, Category?>("Follow.category", following.CategoriesOfFollowsAsync)
            .Field<Mute, Topic?>("Mute.topic", following.TopicsOfMutesAsync)
            .Field<Mute, IContribution?>("Mute.contribution", following.ContributionsOfMutesAsync)
            .Type<Connection<Follow>>("FollowConnection")
            .Type<Edge<Follow>>("FollowEdge")
            .Type<Follow>("Follow")
            .Type<Connection<Mute>>("MuteConnection")
            .Type<Edge<Mute>>("MuteEdge")
            .Type<Mute>("Mute")
            .Type<NotificationConnection>("NotificationConnection")
            .Type<Edge<Notification>>("NotificationEdge")
            .Type<Notification>("Notification")
            .Type<NotificationSettings>("NotificationSettings");
    }
}
