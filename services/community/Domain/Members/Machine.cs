namespace Monitor.Community.Domain;

/// <summary>A program that asks for itself (client credentials).</summary>
/// <param name="Account">Its pseudonym.</param>
/// <param name="ClientId">What the provider knows it by.</param>
/// <param name="Name">For people.</param>
/// <param name="MunicipalityCode">Whose; null: the institute's.</param>
/// <param name="Scopes">What it may ask for.</param>
/// <param name="RegisteredAt">When.</param>
/// <param name="RevokedAt">From then on it may nothing; null while it may.</param>
/// <param name="Revision">From 1, one higher with each change.</param>
/// <param name="Demonstration">Of the seeds.</param>
public sealed record Machine(
    Guid Account,
    string ClientId,
    string Name,
    string? MunicipalityCode,
    IReadOnlyList<string> Scopes,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? RevokedAt,
    int Revision,
    bool Demonstration)
{
    public const int LongestClientId = 200;

    /// <summary>The pseudonym, as 32 hexadecimal digits.</summary>
    public string Id => Account.ToString("N");

    public Municipality? Municipality => MunicipalityCode is null ? null : new Municipality(MunicipalityCode);

    /// <exception cref="ClientException">BAD_CLIENT_ID: not 1 to 200 visible ASCII characters.</exception>
    public static string CheckedClientId(string text) =>
        text.Length is > 0 and <= LongestClientId && text.All(unit => unit is > ' ' and <= '~')
            ? text
            : throw new ClientException(
                "BAD_CLIENT_ID", $"A client id has 1 to {LongestClientId} visible ASCII characters.");
}
