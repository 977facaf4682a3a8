using System.Security.Cryptography;
using System.Text;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>
/// Who was erased so lately that a token of theirs may still live. Only whoever shows the same issuer and subject again
/// can be told by it.
/// </summary>
public sealed class ErasedSubjectStore(NpgsqlDataSource database, TimeProvider time)
{
    private const int KeyBytes = 32;

    /// <summary>Remembers whom an account is of, before it goes; nothing where it is gone already.</summary>
    public static async Task AddAsync(
        ActingTransaction service, Guid account, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand(
            "SELECT issuer, subject FROM accounts WHERE id = $1", service.Connection, service.Transaction);
        find.Parameters.AddValue(account);
        foreach (var (issuer, subject) in await find.ReadAsync(
            row => (row.GetString(0), row.GetString(1)), cancellationToken))
        {
            var key = RandomNumberGenerator.GetBytes(KeyBytes);
            await using var add = new NpgsqlCommand(
                "INSERT INTO erased_subjects (id, key, digest, until) VALUES (gen_random_uuid(), $1, $2, $3)",
                service.Connection, service.Transaction);
            add.Parameters.AddValue(key);
            add.Parameters.AddValue(DigestOf(key, issuer, subject));
            add.Parameters.Add(Parameters.Time(until));
            await add.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>What someone who was erased a moment ago is known as; null: they were not.</summary>
    public async Task<Guid?> FindAsync(string issuer, string subject, CancellationToken cancellationToken)
    {
        // Each has a key of its own, so that none is found by a digest: those of an hour are few.
        var recent = await ActingAs.Service.ReadAsync(
            database,
            new NpgsqlBatchCommand("SELECT id, key, digest FROM erased_subjects WHERE until > $1")
            {
                Parameters = { Parameters.Time(time.GetUtcNow()) },
            },
            row => (Id: row.GetGuid(0), Key: row.GetFieldValue<byte[]>(1), Digest: row.GetFieldValue<byte[]>(2)),
            cancellationToken);
        return recent
            .Where(each => CryptographicOperations.FixedTimeEquals(each.Digest, DigestOf(each.Key, issuer, subject)))
            .Select(each => (Guid?)each.Id)
            .FirstOrDefault();
    }

    /// <summary>Until when it is one of those; null: it is not.</summary>
    public static async Task<DateTimeOffset?> UntilAsync(
        ActingTransaction service, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT until FROM erased_subjects WHERE id = $1", service.Connection, service.Transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(row => row.GetFieldValue<DateTimeOffset?>(0), cancellationToken))
            .SingleOrDefault();
    }

    /// <summary>Forgets those whose tokens have all run out.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand(
            "DELETE FROM erased_subjects WHERE until <= $1", acting.Connection, acting.Transaction);
        command.Parameters.Add(Parameters.Time(time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await acting.CommitAsync(cancellationToken);
    }

    // U+0000 stands in neither, as PostgreSQL took them: two pairs never make one text.
    private static byte[] DigestOf(byte[] key, string issuer, string subject) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{issuer}\0{subject}"));
}
