namespace Monitor.Identity;

/// <summary>What a client of the settings may not be; told at the start.</summary>
internal static class ClientFaults
{
    /// <summary>One sentence for the first fault; null where there is none.</summary>
    public static string? First(IReadOnlyList<ClientOptions>? clients) =>
        (clients ?? []).Select(FaultOf).FirstOrDefault(fault => fault is not null)
        ?? (clients ?? []).GroupBy(client => client.Id).Where(same => same.Count() > 1)
            .Select(same => $"There are two clients '{same.Key}'.").FirstOrDefault();

    private static string? FaultOf(ClientOptions client)
    {
        var grants = client.Grants ?? [];
        var addresses = (client.Redirects ?? []).Concat(client.SignedOutRedirects ?? []);
        if (client.Id is not { Length: > 0 } || client.Secret is { Length: 0 })
        {
            return "A client has no id, or an empty secret.";
        }

        if (grants.FirstOrDefault(grant => !Grant.All.Contains(grant)) is { } grant)
        {
            return $"The client '{client.Id}' has the grant '{grant}'; there are {string.Join(", ", Grant.All)}.";
        }

        if (grants.Contains(Grant.ClientCredentials) && client.Secret is null)
        {
            return $"The client '{client.Id}' has client_credentials and no secret.";
        }

        return addresses.FirstOrDefault(address => !IsAddress(address)) is { } wrong
            ? $"The client '{client.Id}' has the redirect '{wrong}', which is no absolute address without a fragment."
            : null;
    }

    // RFC 6749 §3.1.2: absolute, and without a fragment. A pattern is no address, and a path is one of a file only.
    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Fragment.Length == 0
        && address.Scheme is not ("file" or "javascript" or "data") && !text.Contains('*');
}
