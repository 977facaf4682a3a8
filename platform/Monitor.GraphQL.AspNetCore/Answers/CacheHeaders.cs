using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>
/// Says on an answer who may keep it: <c>Cache-Control</c> (RFC 9111) and <c>Cache-Groups</c> (RFC 9875).
/// </summary>
internal static class CacheHeaders
{
    private const string GroupsHeader = "Cache-Groups";

    public static void Write(HttpResponse response, CachePolicy policy)
    {
        if (policy.MaxAgeSeconds is not > 0)
        {
            WriteNoStore(response);
            return;
        }

        var age = policy.MaxAgeSeconds.Value.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = $"{(policy.IsPrivate ? "private" : "public")}, max-age={age}";
        if (policy.IsPrivate)
        {
            // Whoever signs in next in the same browser is someone else.
            response.Headers.AppendCommaSeparatedValues("Vary", "Authorization");
        }

        if (policy.Groups.Count > 0)
        {
            // A list of strings of RFC 9651; CacheHints only takes names that need no more escaping than this.
            response.Headers[GroupsHeader] = string.Join(", ", policy.Groups.Select(group => $"\"{group}\""));
        }
    }

    /// <summary>Takes back what was said before: the answer is to be kept by nobody.</summary>
    public static void WriteNoStore(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove(GroupsHeader);
    }
}
