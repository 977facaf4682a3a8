using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>
/// Posts topics and replies: looks at all that may be wrong before a transaction begins, and writes within one.
/// </summary>
public sealed class Posting(
    NpgsqlDataSource database,
    AuthorStore authors,
    CategoryStore categories,
    ObjectiveStore objectives,
    TopicStore topics,
    ReplyStore replies,
    Outbox outbox,
    IOptions<CommunityOptions> options,
    TimeProvider time)
{
    /// <summary>Checks a topic, and says what is to be written.</summary>
    /// <exception cref="ClientException">
    /// Those of <see cref="TopicContent.Of"/>, UNKNOWN_OBJECTIVE, UNKNOWN_CATEGORY, CATEGORY_CLOSED,
    /// ANONYMITY_NOT_OFFERED or ANONYMITY_GIVEN_AWAY.
    /// </exception>
    public async Task<NewTopic> PrepareAsync(TopicToPost post, Reader reader, CancellationToken cancellationToken)
    {
        if (post.Words.Objective is { } objective && !await objectives.ExistsAsync(objective, cancellationToken))
        {
            throw CommunityAccess.UnknownObjective();
        }

        var content = TopicContent.Of(post.Kind, post.Words);
        content.RequireAddresses(await MostAddressesAsync(reader, cancellationToken));
        var category = await CategoryAsync(post, reader, cancellationToken);
        var now = time.GetUtcNow();
        var publishAt = post.PublishAt > now ? post.PublishAt : null;
        var by = await AuthorshipAsync(post.ShownAs, category.RegionCode, publishAt ?? now, reader, cancellationToken);
        await RequireUnnamedAsync(
            by, content.TextsAndAddresses, content.Contact, post.EvenIfNamed, cancellationToken);
        return new NewTopic(Guid.NewGuid(), post.Kind, category.Id, content, by, publishAt, post.PinnedUntil);
    }

    /// <summary>Writes a topic that was checked, with its event, in a transaction that acts for the reader.</summary>
    /// <exception cref="ClientException">TOO_MANY_POSTS.</exception>
    public async Task<Guid> WriteAsync(
        NpgsqlTransaction transaction, NewTopic topic, Reader reader, CancellationToken cancellationToken)
    {
        await RequireRateAsync(transaction, reader, cancellationToken);
        await TopicChanges.AddAsync(transaction, topic, cancellationToken);
        await FollowStore.FollowAsync(
            transaction, FollowKind.Topic, topic.Id.ToString(), reader.Member, time.GetUtcNow(), cancellationToken);
        if (topic.PublishAt is null)
        {
            await NotificationJobs.AddTopicAsync(
                transaction, topic.Id, topic.Kind, topic.Content.Objective, cancellationToken);
            await outbox.AddAsync(
                transaction,
                ContributionPosted.TopicName,
                new ContributionPosted(
                    topic.Id, topic.Id, EnumText.Of(topic.Kind), topic.Content.Objective, topic.Category),
                cancellationToken);
        }

        return topic.Id;
    }

    /// <summary>Checks a reply, and says what is to be written.</summary>
    /// <exception cref="ClientException">
    /// NOT_FOUND, TOPIC_LOCKED, NESTED_TOO_DEEP, TEXT_LENGTH, NOT_PLAIN_TEXT, TOO_MANY_LINKS, ANONYMITY_NOT_OFFERED or
    /// ANONYMITY_GIVEN_AWAY.
    /// </exception>
    public async Task<(NewReply Reply, Topic Topic)> PrepareAsync(
        PostReplyInput post, Reader reader, CancellationToken cancellationToken)
    {
        var topic = await TopicAsync(CommunityAccess.IdOf(post.Topic), reader, cancellationToken);
        Guid? parent = post.Parent is null ? null : CommunityAccess.IdOf(post.Parent);
        if (parent is { } asked)
        {
            await RequireParentAsync(asked, topic, reader, cancellationToken);
        }

        var content = ReplyContent.Of(post.Text);
        TopicContent.RequireAddresses([content.Text], await MostAddressesAsync(reader, cancellationToken));
        var by = await AuthorshipAsync(
            post.ShownAs, topic.By.RegionNow, time.GetUtcNow(), reader, cancellationToken);
        await RequireUnnamedAsync(by, [content.Text], contact: null, post.EvenIfNamed, cancellationToken);
        return (new NewReply(Guid.NewGuid(), topic.Id, parent, content, by), topic);
    }

    /// <summary>Writes a reply that was checked, with its event, in a transaction that acts for the reader.</summary>
    /// <exception cref="ClientException">TOO_MANY_POSTS.</exception>
    public async Task<Guid> WriteAsync(
        NpgsqlTransaction transaction,
        (NewReply Reply, Topic Topic) post,
        Reader reader,
        CancellationToken cancellationToken)
    {
        await RequireRateAsync(transaction, reader, cancellationToken);
        await ReplyChanges.AddAsync(transaction, post.Reply, cancellationToken);
        await FollowStore.FollowAsync(
            transaction,
            FollowKind.Topic,
            post.Topic.Id.ToString(),
            reader.Member,
            time.GetUtcNow(),
            cancellationToken);
        await NotificationJobs.AddAsync(
            transaction, NotificationCause.Posted, post.Reply.Id, post.Topic.Id, reader.Member, cancellationToken);
        await outbox.AddAsync(
            transaction,
            ContributionPosted.TopicName,
            new ContributionPosted(
                post.Reply.Id,
                post.Topic.Id,
                ContributionPosted.Reply,
                post.Topic.ObjectiveId,
                post.Topic.CategoryId),
            cancellationToken);
        return post.Reply.Id;
    }

    /// <summary>Refuses what would give an anonymous author away; those who are shown may write anything.</summary>
    /// <exception cref="ClientException">ANONYMITY_NOT_OFFERED or ANONYMITY_GIVEN_AWAY.</exception>
    public async Task RequireUnnamedAsync(
        Authorship by,
        IEnumerable<string> texts,
        string? contact,
        bool evenIfNamed,
        CancellationToken cancellationToken)
    {
        if (by.ShownAs != ShownAs.Anonymous)
        {
            return;
        }

        var crowd = await authors.CrowdAsync(cancellationToken);
        Anonymity.RequireCrowd(
            by.Municipality, crowd.Alike(by.SizeClass, by.Region, by.PostedAt, by.RegionNow));
        Anonymity.RequireNoContact(contact);
        if (!evenIfNamed)
        {
            var own = await authors.OwnNamesAsync(by, cancellationToken);
            Anonymity.RequireUnnamed(texts, by.Municipality!, own.Municipality, own.Person, own.Domains);
        }
    }

    private async Task<Category> CategoryAsync(TopicToPost post, Reader reader, CancellationToken cancellationToken)
    {
        var id = post.Category ?? (post.Kind, post.Words.Objective) switch
        {
            (TopicKind.News, _) => Category.News,
            (_, { } objective) => Category.IdOfObjective(objective),
            _ => Category.Talk,
        };
        var category = (await categories.ReadableAsync(reader, cancellationToken)).SingleOrDefault(c => c.Id == id)
            ?? throw CommunityAccess.UnknownCategory();
        return category.IsClosed && !reader.Moderates
            ? throw new ClientException("CATEGORY_CLOSED", "Nothing new is posted in this category.")
            : category;
    }

    private async Task<Topic> TopicAsync(Guid id, Reader reader, CancellationToken cancellationToken)
    {
        var topic = await topics.FindAsync(id, reader, cancellationToken) ?? throw CommunityAccess.NotFound();
        if (topic.State != ContributionState.Out || (topic.IsLocked && !reader.Moderates))
        {
            throw new ClientException("TOPIC_LOCKED", "Nothing is added to this any more.");
        }

        return topic;
    }

    private async Task RequireParentAsync(
        Guid id, Topic topic, Reader reader, CancellationToken cancellationToken)
    {
        var parent = await replies.FindAsync(id, reader, cancellationToken);
        if (parent is null || parent.TopicId != topic.Id || parent.State != ContributionState.Out)
        {
            throw CommunityAccess.NotFound();
        }

        if (parent.ParentId is not null)
        {
            throw new ClientException(
                "NESTED_TOO_DEEP", "A reply to a reply is answered beside it: give its own `parent` as the parent.");
        }
    }

    private async Task<Authorship> AuthorshipAsync(
        ShownAs shownAs, string? region, DateTimeOffset at, Reader reader, CancellationToken cancellationToken) =>
        new(
            reader.Member,
            reader.Municipality,
            await authors.SizeClassAsync(reader.Municipality, cancellationToken),
            shownAs,
            region,
            at,
            region);

    /// <summary>Web and mail addresses that one contribution of this reader may have.</summary>
    public async Task<int> MostAddressesAsync(Reader reader, CancellationToken cancellationToken) =>
        await PostRate.IsNewAsync(
            database,
            reader,
            options.Value.NewMemberFor,
            options.Value.NewMemberUntilPosts,
            time.GetUtcNow(),
            cancellationToken)
            ? Math.Min(options.Value.NewMemberMostAddresses, options.Value.MostAddresses)
            : options.Value.MostAddresses;

    private async Task RequireRateAsync(
        NpgsqlTransaction transaction, Reader reader, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isNew = await PostRate.IsNewAsync(
            transaction,
            reader,
            options.Value.NewMemberFor,
            options.Value.NewMemberUntilPosts,
            now,
            cancellationToken);
        var most = isNew ? options.Value.NewMemberPostsPerHour : options.Value.PostsPerHour;
        if (await PostRate.FullSinceAsync(transaction, reader, most, now, cancellationToken) is { } since)
        {
            throw new ClientException(
                "TOO_MANY_POSTS",
                isNew
                    ? $"Who is new posts at most {most} contributions an hour: wait a little."
                    : "You post faster than is read: wait a little.")
            {
                Details = new Dictionary<string, object?>
                {
                    ["retryAfterSeconds"] =
                        (int)Math.Ceiling((since + TimeSpan.FromHours(1) - now).TotalSeconds),
                },
            };
        }
    }
}
