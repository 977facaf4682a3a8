using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Community.Storage;

/// <summary>What happened that members are told of.</summary>
public enum NotificationCause
{
    /// <summary>A topic or reply is out.</summary>
    Posted,

    /// <summary>A tip on an objective is out: for those who may need it.</summary>
    Tip,

    /// <summary>A question is answered.</summary>
    Answered,

    /// <summary>A moderator hid, moved, closed, edited or deleted a contribution.</summary>
    Moderated,

    /// <summary>Reports hid a contribution.</summary>
    HiddenByReports,

    /// <summary>A contribution that was hidden or deleted is seen again.</summary>
    ShownAgain,
}

/// <summary>One thing to tell of.</summary>
/// <param name="Id">Random.</param>
/// <param name="Cause">What happened.</param>
/// <param name="Contribution">The topic or reply.</param>
/// <param name="Topic">The topic that it is, or is in.</param>
/// <param name="By">Who did it; null: nobody.</param>
/// <param name="Attempts">How often it was tried, this time included.</param>
public sealed record NotificationJob(
    Guid Id, NotificationCause Cause, Guid Contribution, Guid Topic, Guid? By, int Attempts);

/// <summary>
/// What is still to be told. A row stands from the transaction of what happened until that of its notifications: a
/// process that is killed between leaves it to the next.
/// </summary>
public sealed class NotificationJobs(NpgsqlDataSource database)
{
    /// <summary>Adds one, in a transaction that acts for anyone.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction,
        NotificationCause cause,
        Guid contribution,
        Guid topic,
        Guid? by,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO notification_jobs (id, kind, contribution_id, topic_id, by_member, added_at, next_attempt_at)
            VALUES (gen_random_uuid(), $1, $2, $3, $4, clock_timestamp(), clock_timestamp())
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(EnumText.Of(cause));
        command.Parameters.AddValue(contribution);
        command.Parameters.AddValue(topic);
        command.Parameters.Add(Parameters.OrNull(by, NpgsqlDbType.Uuid));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds what a topic that comes out gives to tell of.</summary>
    public static async Task AddTopicAsync(
        NpgsqlTransaction transaction,
        Guid topic,
        TopicKind kind,
        string? objective,
        CancellationToken cancellationToken)
    {
        await AddAsync(transaction, NotificationCause.Posted, topic, topic, by: null, cancellationToken);
        if (kind == TopicKind.Tip && objective is not null)
        {
            await AddAsync(transaction, NotificationCause.Tip, topic, topic, by: null, cancellationToken);
        }
    }

    /// <summary>The next one that is due, held for a while; null when none is.</summary>
    public async Task<NotificationJob?> ClaimAsync(TimeSpan holdFor, CancellationToken cancellationToken)
    {
        var claim = new NpgsqlBatchCommand("""
            UPDATE notification_jobs SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + $1
            WHERE id = (SELECT id FROM notification_jobs WHERE next_attempt_at <= clock_timestamp()
                        ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, kind, contribution_id, topic_id, by_member, attempts
            """)
        {
            Parameters = { new NpgsqlParameter<TimeSpan> { TypedValue = holdFor } },
        };
        var found = await ActingAs.Service.ReadAsync(
            database,
            claim,
            row => new NotificationJob(
                row.GetGuid(0),
                EnumText.Parse<NotificationCause>(row.GetString(1)),
                row.GetGuid(2),
                row.GetGuid(3),
                row.OrNull<Guid>(4),
                row.GetInt32(5)),
            cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Takes one away, in the transaction of its notifications.</summary>
    public static async Task EndAsync(
        NpgsqlTransaction transaction, NotificationJob job, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM notification_jobs WHERE id = $1", transaction.Connection, transaction);
        command.Parameters.AddValue(job.Id);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
