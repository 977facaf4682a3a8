using Microsoft.Extensions.Options;

namespace Monitor.Benchmark.Exchange;

/// <summary>Which addresses may be fetched at all: https, on the default port, of a host on the list.</summary>
internal sealed class AllowedAddress(IOptions<FigureImportOptions> options)
{
    /// <exception cref="FetchException">It may not.</exception>
    public Uri Require(Uri address)
    {
        var settings = options.Value;
        var isWeb = address.IsAbsoluteUri
            && (address.Scheme == Uri.UriSchemeHttps || (settings.AllowLocal && address.Scheme == Uri.UriSchemeHttp));
        if (!isWeb || address.UserInfo.Length > 0 || !(address.IsDefaultPort || settings.AllowLocal))
        {
            throw new FetchException(
                FetchException.NotAllowed, $"'{address}' is no https address on the usual port, without a name in it.");
        }

        if (!settings.AllowedHosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase))
        {
            throw new FetchException(
                FetchException.NotAllowed,
                $"'{address.IdnHost}' is not on the list of hosts: {string.Join(", ", settings.AllowedHosts)}.");
        }

        return address;
    }

    /// <summary>An address that an answer names: it stays with the host of the one that was asked.</summary>
    /// <exception cref="FetchException">It does not.</exception>
    public Uri Follow(Uri from, string? to)
    {
        if (!Uri.TryCreate(from, to, out var next)
            || !string.Equals(next.Authority, from.Authority, StringComparison.OrdinalIgnoreCase))
        {
            throw new FetchException(
                FetchException.NotAllowed, $"{from.IdnHost} leads to another host ('{to}'), which is not followed.");
        }

        return Require(next);
    }
}
