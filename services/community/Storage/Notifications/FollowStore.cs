using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>What members follow and mute: their own rows, shown to nobody else.</summary>
public sealed class FollowStore(NpgsqlDataSource database)
{
    /// <summary>Follows; again changes nothing.</summary>
    public static async Task FollowAsync(
        NpgsqlTransaction transaction,
        FollowKind kind,
        string target,
        Guid member,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO follows (member, kind, target, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (member, kind, target) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(member);
        command.Parameters.AddValue(EnumText.Of(kind));
        command.Parameters.AddValue(target);
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Follows no more; where nothing was followed nothing changes.</summary>
    public static async Task UnfollowAsync(
        NpgsqlTransaction transaction, FollowKind kind, string target, Guid member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM follows WHERE member = $1 AND kind = $2 AND target = $3",
            transaction.Connection, transaction);
        command.Parameters.AddValue(member);
        command.Parameters.AddValue(EnumText.Of(kind));
        command.Parameters.AddValue(target);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Mutes a topic, or those shown as the author of a contribution; again changes nothing.</summary>
    public static async Task MuteAsync(
        NpgsqlTransaction transaction,
        Guid? topic,
        Guid? contribution,
        Guid member,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO mutes (member, topic_id, contribution_id, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (member, topic_id, contribution_id) DO NOTHING
            """, transaction.Connection, transaction);
        AddMute(command, topic, contribution, member);
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes a mute back, by what it was set with; where there was none nothing changes.</summary>
    public static async Task UnmuteAsync(
        NpgsqlTransaction transaction,
        Guid? topic,
        Guid? contribution,
        Guid member,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            DELETE FROM mutes
            WHERE member = $1 AND topic_id IS NOT DISTINCT FROM $2 AND contribution_id IS NOT DISTINCT FROM $3
            """, transaction.Connection, transaction);
        AddMute(command, topic, contribution, member);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Which of these the reader follows.</summary>
    public async Task<IReadOnlySet<string>> FollowedAsync(
        FollowKind kind, IEnumerable<string> targets, Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("SELECT target FROM follows WHERE member = $1 AND kind = $2 AND target = ANY ($3)")
            {
                Parameters = { Id(reader.Member), Text(EnumText.Of(kind)), Texts(targets.Distinct()) },
            },
            row => row.GetString(0),
            cancellationToken)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Which of these topics the reader muted.</summary>
    public async Task<IReadOnlySet<Guid>> MutedAsync(
        IEnumerable<Guid> topics, Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("SELECT topic_id FROM mutes WHERE member = $1 AND topic_id = ANY ($2)")
            {
                Parameters =
                {
                    Id(reader.Member), new NpgsqlParameter<Guid[]> { TypedValue = [.. topics.Distinct()] },
                },
            },
            row => row.GetGuid(0),
            cancellationToken)).ToHashSet();

    private static void AddMute(NpgsqlCommand command, Guid? topic, Guid? contribution, Guid member)
    {
        command.Parameters.AddValue(member);
        command.Parameters.Add(OrNull(topic, NpgsqlDbType.Uuid));
        command.Parameters.Add(OrNull(contribution, NpgsqlDbType.Uuid));
    }
}
