using System.Security.Cryptography;
using System.Text;

namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>How a request names its document.</summary>
/// <param name="Id">As a manifest has it.</param>
/// <param name="Hash">SHA-256 of the text in UTF-8, as hex in lower case; null where the id is of another kind.</param>
/// <param name="IsAutomatic">Whether it came as Apollo's persisted query, whose errors clients know by name.</param>
internal sealed record DocumentName(string Id, string? Hash, bool IsAutomatic)
{
    public const string HashPrefix = "sha256:";

    private const int HashLength = 64;

    /// <summary>Null where the request names no document.</summary>
    /// <exception cref="RequestException">It names one in a way that nobody understands.</exception>
    public static DocumentName? Of(GraphQLRequest request)
    {
        if (request.DocumentId is { } id)
        {
            var payload = id.StartsWith(HashPrefix, StringComparison.Ordinal) ? id[HashPrefix.Length..] : null;
            return new DocumentName(id, payload is not null && IsHash(payload) ? payload : null, IsAutomatic: false);
        }

        if (request.PersistedQuery is not { } query)
        {
            return null;
        }

        return query.GetValueOrDefault("version") is 1
            && query.GetValueOrDefault("sha256Hash") is string hash
            && IsHash(hash)
            ? new DocumentName(hash, hash, IsAutomatic: true)
            : throw RequestException.BadRequest(
                "\"persistedQuery\" needs the version 1 and, as \"sha256Hash\", 64 hex digits in lower case.");
    }

    public static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);
}
