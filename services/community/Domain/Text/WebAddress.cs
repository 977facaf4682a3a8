namespace Monitor.Community.Domain;

/// <summary>
/// Decides which addresses a text may lead to: http, https and mailto, absolute, and nothing hidden in them.
/// </summary>
public static class WebAddress
{
    private const int Longest = 2_000;

    /// <summary>
    /// The address in its normal form, percent-encoded and with the host in ASCII; null for one to which no text leads:
    /// another scheme, a relative one, one with a user's name before the host, or one longer than 2,000 characters.
    /// A mailto address keeps its recipient only.
    /// </summary>
    public static string? Safe(string? text)
    {
        if (text is null or { Length: > Longest }
            || text.Any(unit => char.IsControl(unit) || char.IsWhiteSpace(unit) || unit == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return null;
        }

        return address.Scheme switch
        {
            "http" or "https" when address is { UserInfo: "", IdnHost: not "" } => Web(address),
            "mailto" when address is { UserInfo: not "", IdnHost: not "" } =>
                $"mailto:{Uri.EscapeDataString(Uri.UnescapeDataString(address.UserInfo))}@{address.IdnHost}",
            _ => null,
        };
    }

    /// <summary>Whether a short link may lead there: a path of the same site, or an address that is safe.</summary>
    internal static bool IsOwn(string? href) =>
        href is ['/'] or ['/', not ('/' or '\\'), ..] || Safe(href) is not null;

    /// <summary>Whether a label names a host other than the one that it leads to.</summary>
    internal static bool IsDisguise(string label, string address)
    {
        var shown = label.Trim();
        if (shown.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            shown = "https://" + shown;
        }

        return shown.Contains("://", StringComparison.Ordinal)
            && !(Uri.TryCreate(shown, UriKind.Absolute, out var claimed)
                && Uri.TryCreate(address, UriKind.Absolute, out var real)
                && claimed.IdnHost == real.IdnHost);
    }

    private static string Web(Uri address)
    {
        var port = address.IsDefaultPort ? "" : $":{address.Port}";
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        return $"{address.Scheme}://{host}{port}{address.PathAndQuery}{address.Fragment}";
    }
}
