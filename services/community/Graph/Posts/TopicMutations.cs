using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>The mutations that post, each in one transaction with its event.</summary>
public sealed class TopicMutations(
    NpgsqlDataSource database, TopicStore topics, ReplyStore replies, Posting posting, Idempotency idempotency)
{
    public ValueTask<Topic?> PostTipAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var input = context.Argument<PostTipInput>("input");
        return PostAsync(context, input.ToPost(reader.Municipality is not null), reader, cancellationToken);
    }

    public ValueTask<Topic?> PostDiscussionAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var input = context.Argument<PostDiscussionInput>("input");
        return PostAsync(context, input.ToPost(TopicKind.Discussion), reader, cancellationToken);
    }

    public ValueTask<Topic?> PostQuestionAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var input = context.Argument<PostDiscussionInput>("input");
        return PostAsync(context, input.ToPost(TopicKind.Question), reader, cancellationToken);
    }

    public ValueTask<Topic?> PostNewsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Editor();
        var input = context.Argument<PostNewsInput>("input");
        return PostAsync(context, input.ToPost(), reader, cancellationToken);
    }

    public async ValueTask<Reply?> PostReplyAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var post = await posting.PrepareAsync(
            context.Argument<PostReplyInput>("input"), reader, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var id = await idempotency.RunAsync(context, connection, async transaction =>
        {
            await reader.ActAsync(transaction, cancellationToken);
            return await posting.WriteAsync(transaction, post, reader, cancellationToken);
        }, cancellationToken);
        return await replies.FindAsync(id, reader, cancellationToken);
    }

    private async ValueTask<Topic?> PostAsync(
        FieldContext context, TopicToPost post, Reader reader, CancellationToken cancellationToken)
    {
        var topic = await posting.PrepareAsync(post, reader, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var id = await idempotency.RunAsync(context, connection, async transaction =>
        {
            await reader.ActAsync(transaction, cancellationToken);
            return await posting.WriteAsync(transaction, topic, reader, cancellationToken);
        }, cancellationToken);
        return await topics.FindAsync(id, reader, cancellationToken);
    }
}
