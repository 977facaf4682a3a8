using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>
/// Says on an answer who may keep it: <c>Cache-Control</c> (RFC 9111) and <c>Cache-Groups</c> (RFC 9875).
/// </summary>
internal static class CacheHeaders
{
    public const string GroupsHeader = "Cache-Groups";

    public static void Write(HttpResponse response, CachePolicy policy)
    {
        if (policy.MaxAgeSeconds is not > 0)
        {
            response.Headers.CacheControl = "no-store";
            return;
        }

        var age = policy.MaxAgeSeconds.Value.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = $"{(policy.IsPrivate ? "private" : "public")}, max-age={age}";
        if (policy.Groups.Count > 0)
        {
            // A list of strings of RFC 9651; CacheHints only takes names that need no more escaping than this.
            response.Headers[GroupsHeader] = string.Join(", ", policy.Groups.Select(group => $"\"{group}\""));
        }
    }
}
