using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>
/// Says on an answer who may keep it, <c>Cache-Control</c> and <c>Age</c> (RFC 9111) and <c>Cache-Groups</c> (RFC
/// 9875), and on a mutation's what it made stale: <c>Cache-Group-Invalidation</c> (RFC 9875).
/// </summary>
internal static class CacheHeaders
{
    private const string GroupsHeader = "Cache-Groups";
    private const string InvalidationHeader = "Cache-Group-Invalidation";

    public static void Write(HttpResponse response, CachePolicy policy)
    {
        if (policy.AgeSeconds is { } aged)
        {
            response.Headers.Age = aged.ToString(CultureInfo.InvariantCulture);
        }

        if (policy.MaxAgeSeconds is not > 0)
        {
            WriteNoStore(response);
            WriteList(response, InvalidationHeader, policy.Invalidated);
            return;
        }

        var age = policy.MaxAgeSeconds.Value.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = $"{(policy.IsPrivate ? "private" : "public")}, max-age={age}";
        if (policy.IsPrivate)
        {
            // Whoever signs in next in the same browser is someone else.
            response.Headers.AppendCommaSeparatedValues("Vary", "Authorization");
        }

        WriteList(response, GroupsHeader, policy.Groups);
    }

    /// <summary>Takes back what was said before: the answer is to be kept by nobody.</summary>
    public static void WriteNoStore(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove(GroupsHeader);
    }

    /// <summary>
    /// A list of strings of RFC 9651; <see cref="CacheHints"/> only takes names that need no escaping.
    /// </summary>
    private static void WriteList(HttpResponse response, string header, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            response.Headers[header] = string.Join(", ", names.Select(name => $"\"{name}\""));
        }
    }
}
