using System.Globalization;
using System.Net.Http.Headers;

namespace Monitor.Gateway.Subgraphs;

/// <summary>Reads whether an answer may be shared. RFC 9111 §5.2.2, RFC 9875 §2, §3</summary>
internal static class SharingHeaders
{
    /// <summary>Null unless the answer is public and has an age.</summary>
    /// <param name="response">Its headers.</param>
    /// <param name="passed">The client's headers that the subgraph gets.</param>
    public static Sharing? Read(HttpResponseMessage response, IReadOnlyList<string> passed)
    {
        // Most answers are nobody else's: they need not be parsed.
        if (!response.IsSuccessStatusCode
            || !response.Headers.NonValidated.TryGetValues("Cache-Control", out var raw)
            || !raw.ToString().Contains("public", StringComparison.OrdinalIgnoreCase)
            || response.Headers.CacheControl is not { Public: true } said
            || said.NoStore || said.NoCache || said.Private
            || (said.SharedMaxAge ?? said.MaxAge) is not { } age
            || age <= TimeSpan.Zero
            || DependsOnClient(response, passed))
        {
            return null;
        }
        // What the answer has aged on the way (RFC 9111 §4.2.3) is no longer ours to keep it.
        var aged = response.Headers.Age ?? TimeSpan.Zero;
        return age <= aged ? null : new Sharing(age - aged, Groups(response, "Cache-Groups"))
        {
            Age = aged,
            StaleWhileRevalidate = Stale(said, "stale-while-revalidate"),
            StaleIfError = Stale(said, "stale-if-error"),
        };
    }

    /// <summary>
    /// How long a stale answer may serve; null where nothing is said. Never where it must be asked anew first, which
    /// s-maxage says too (RFC 9111 §5.2.2.2, §5.2.2.8, §5.2.2.10).
    /// </summary>
    private static TimeSpan? Stale(CacheControlHeaderValue said, string directive)
    {
        if (said.MustRevalidate || said.ProxyRevalidate)
        {
            return TimeSpan.Zero;
        }
        var text = said.Extensions.FirstOrDefault(extension => extension.Name == directive)?.Value?.Trim('"');
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : said.SharedMaxAge is null ? null : TimeSpan.Zero;
    }

    /// <summary>
    /// Whether the answer says that it would differ for another client: by a header that is passed on. RFC 9110 §12.5.5
    /// </summary>
    private static bool DependsOnClient(HttpResponseMessage response, IReadOnlyList<string> passed) =>
        response.Headers.Vary.Any(name => name == "*" || passed.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>The groups that a mutation made stale. RFC 9875 §3</summary>
    public static IReadOnlyList<string> ReadInvalidated(HttpResponseMessage response) =>
        response.IsSuccessStatusCode ? Groups(response, "Cache-Group-Invalidation") : [];

    /// <summary>A list of structured-field strings: <c>"release-2017", "areas"</c>. RFC 8941 §3.3.3</summary>
    private static List<string> Groups(HttpResponseMessage response, string header)
    {
        var groups = new List<string>();
        if (response.Headers.TryGetValues(header, out var values))
        {
            foreach (var part in string.Join(", ", values).Split(',', StringSplitOptions.TrimEntries))
            {
                if (part.Length > 2 && part[0] == '"' && part[^1] == '"')
                {
                    groups.Add(part[1..^1].Replace("\\\"", "\"", false, CultureInfo.InvariantCulture));
                }
            }
        }
        return groups;
    }
}
