using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>
/// The tokens in mails: 256 random bits, kept as their SHA-256 only. Several may lead to one request, where it was
/// mailed again; once one is used none of them leads there any more.
/// </summary>
public static class LinkTokenStore
{
    private const int Length = 43;

    /// <summary>A new token for one of both.</summary>
    public static async Task<string> AddAsync(
        ActingTransaction acting,
        Guid? request,
        Guid? invitation,
        DateTimeOffset until,
        CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var command = new NpgsqlCommand(
            "INSERT INTO link_tokens (hash, request_id, invitation_id, until) VALUES ($1, $2, $3, $4)",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(Hash(token));
        command.Parameters.Add(OrNull(request, NpgsqlDbType.Uuid));
        command.Parameters.Add(OrNull(invitation, NpgsqlDbType.Uuid));
        command.Parameters.AddValue(until.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return token;
    }

    /// <summary>The request that a token confirms; null when it is none of ours, or too old.</summary>
    public static Task<Guid?> RequestOfAsync(
        ActingTransaction acting, string token, DateTimeOffset now, CancellationToken cancellationToken) =>
        FindAsync(
            acting, "SELECT request_id FROM link_tokens WHERE hash = $1 AND until > $2", token, now, cancellationToken);

    /// <summary>The invitation that a token accepts; null when it is none of ours, or too old.</summary>
    public static Task<Guid?> InvitationOfAsync(
        ActingTransaction acting, string token, DateTimeOffset now, CancellationToken cancellationToken) =>
        FindAsync(
            acting, "SELECT invitation_id FROM link_tokens WHERE hash = $1 AND until > $2", token, now,
            cancellationToken);

    /// <summary>Removes all that lead to this request or invitation.</summary>
    public static async Task UseAsync(ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM link_tokens WHERE request_id = $1 OR invitation_id = $1",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Guid?> FindAsync(
        ActingTransaction acting, string sql, string token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (token.Length != Length)
        {
            return null;
        }

#pragma warning disable CA2100 // One of the two texts above.
        await using var command = new NpgsqlCommand(sql, acting.Connection, acting.Transaction);
#pragma warning restore CA2100
        command.Parameters.AddValue(Hash(token));
        command.Parameters.AddValue(now.UtcDateTime);
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
