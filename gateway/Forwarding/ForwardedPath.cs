namespace Monitor.Gateway.Forwarding;

/// <summary>The address of a request as the client wrote it, before anything decodes or cleans it.</summary>
internal static class ForwardedPath
{
    /// <summary>Longest path with its query, in characters.</summary>
    private const int Longest = 2048;

    /// <summary>
    /// True for a path that every reader takes for the same one: letters, digits and <c>- . _ ~</c> between single
    /// slashes. So nothing is encoded, no segment is empty, <c>.</c> or <c>..</c>, and what was checked is what the
    /// service sees. The query is the service's own to read.
    /// </summary>
    public static bool IsPlain(string target)
    {
        if (target.Length > Longest || target.Length < 2 || target[0] != '/')
        {
            return false;
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target.AsSpan(1) : target.AsSpan(1, question - 1);
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty || segment is "." or ".." || !IsPlainSegment(segment))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainSegment(ReadOnlySpan<char> segment)
    {
        foreach (var unit in segment)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit is not ('-' or '.' or '_' or '~'))
            {
                return false;
            }
        }

        return true;
    }
}
