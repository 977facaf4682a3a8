using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>What members tell each other: section "Posts" of the schema.</summary>
internal static class PostFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        BindReading(binder, services.GetRequiredService<PostResolvers>());
        BindCategories(
            binder,
            services.GetRequiredService<CategoryResolvers>(),
            services.GetRequiredService<CategoryMutations>());
        BindContributions(binder, services.GetRequiredService<ContributionResolvers>());
        BindPosting(
            binder, services.GetRequiredService<TopicMutations>(), services.GetRequiredService<DraftMutations>());
        BindChanging(binder, services.GetRequiredService<ContributionMutations>());
    }

    private static void BindReading(Binder binder, PostResolvers posts) => binder
        .Root("Query.communityTopic", posts.TopicAsync)
        .Root("Query.communityReply", posts.ReplyAsync)
        .Root("Query.communityTopics", posts.TopicsAsync)
        .Root("Query.tips", posts.TipsAsync)
        .Root("Query.discussions", posts.DiscussionsAsync)
        .Root("Query.news", posts.NewsAsync)
        .Root("Query.waitingNews", posts.WaitingNewsAsync)
        .Root("Query.ownTopics", posts.OwnTopicsAsync)
        .Root("Query.ownReplies", posts.OwnRepliesAsync)
        .Root("Query.drafts", posts.DraftsAsync)
        .Root("Query.draft", posts.DraftAsync)
        .Field<Objective, TopicConnection?>("Objective.tips", posts.TipsOfObjectivesAsync)
        .Field<Suggestion, TopicConnection?>("Suggestion.tips", posts.TipsOfSuggestionsAsync)
        .Field<Topic, ReplyConnection?>("CommunityTopic.replies", posts.RepliesAsync)
        .Field<Topic, Reply?>("CommunityTopic.answer", posts.AnswersAsync)
        .Field<Reply, Reply?>("Reply.parent", posts.ParentsAsync)
        .Field<Reply, Topic?>("Reply.topic", posts.TopicsOfRepliesAsync)
        .Entity("CommunityTopic", posts.TopicEntitiesAsync)
        .Entity("Reply", posts.ReplyEntitiesAsync)
        .Type<Connection<Topic>>("OwnTopicConnection")
        .Type<Connection<Reply>>("OwnReplyConnection")
        .Type<Connection<Draft>>("DraftConnection")
        .Type<Edge<Draft>>("DraftEdge")
        .Type<Draft>("Draft")
        .Type<DraftContent>("DraftContent");

    private static void BindCategories(Binder binder, CategoryResolvers categories, CategoryMutations mutations) =>
        binder
        .Root("Query.categories", categories.CategoriesAsync)
        .Root("Query.category", categories.CategoryAsync)
        .Root("Query.postingRules", categories.RulesAsync)
        .Root("Mutation.createCategory", mutations.CreateCategoryAsync)
        .Root("Mutation.changeCategory", mutations.ChangeCategoryAsync)
        .Field<Category, int>("Category.topicCount", categories.CountsAsync)
        .Field<TopicConnection, int>("TopicConnection.totalCount", categories.TotalsAsync)
        .Field<Topic, Category?>("CommunityTopic.category", categories.OfTopicsAsync)
        .Type<Category>("Category")
        .Type<PostingRules>("PostingRules");

    private static void BindContributions(Binder binder, ContributionResolvers contributions) => binder
        .Type<Topic>("CommunityTopic")
        .Type<TopicConnection>("TopicConnection")
        .Type<Edge<Topic>>("TopicEdge")
        .Type<Reply>("Reply")
        .Type<ReplyConnection>("ReplyConnection")
        .Type<Edge<Reply>>("ReplyEdge")
        .Type<Author>("Author")
        .Type<Link>("CommunityLink")
        .Type<LastEdit>("LastEdit")
        .Type<Revision>("Revision")
        .Field<Topic, Author?>("CommunityTopic.author", contributions.AuthorsOfTopicsAsync)
        .Field<Topic, string?>("CommunityTopic.html", contributions.HtmlOfTopicsAsync)
        .Field<Topic, string?>("CommunityTopic.didHtml", contributions.HtmlOfDidAsync)
        .Field<Topic, string?>("CommunityTopic.broughtHtml", contributions.HtmlOfBroughtAsync)
        .Field<Topic, IReadOnlyList<Revision>?>("CommunityTopic.revisions", contributions.RevisionsOfTopicsAsync)
        .Field<Reply, Author?>("Reply.author", contributions.AuthorsOfRepliesAsync)
        .Field<Reply, string?>("Reply.html", contributions.HtmlOfRepliesAsync)
        .Field<Reply, IReadOnlyList<Revision>?>("Reply.revisions", contributions.RevisionsOfRepliesAsync);

    private static void BindPosting(Binder binder, TopicMutations topics, DraftMutations drafts) => binder
        .Root("Mutation.postTip", topics.PostTipAsync)
        .Root("Mutation.postDiscussion", topics.PostDiscussionAsync)
        .Root("Mutation.postQuestion", topics.PostQuestionAsync)
        .Root("Mutation.postNews", topics.PostNewsAsync)
        .Root("Mutation.postReply", topics.PostReplyAsync)
        .Root("Mutation.saveDraft", drafts.SaveDraftAsync)
        .Root("Mutation.deleteDraft", drafts.DeleteDraftAsync)
        .Root("Mutation.postDraft", drafts.PostDraftAsync);

    private static void BindChanging(Binder binder, ContributionMutations changes) => binder
        .Root("Mutation.editTopic", changes.EditTopicAsync)
        .Root("Mutation.editReply", changes.EditReplyAsync)
        .Root("Mutation.deleteContribution", changes.DeleteAsync)
        .Root("Mutation.restoreContribution", changes.RestoreAsync)
        .Root("Mutation.markAnswered", changes.MarkAnsweredAsync)
        .Root("Mutation.unmarkAnswered", changes.UnmarkAnsweredAsync)
        .Root("Mutation.markUseful", changes.MarkUsefulAsync)
        .Root("Mutation.unmarkUseful", changes.UnmarkUsefulAsync)
        .Root("Mutation.markTipUseful", changes.MarkTipUsefulAsync);
}
