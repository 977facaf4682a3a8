using System.Security.Cryptography;
using System.Text;

namespace Monitor.Identity;

/// <summary>A program that may ask for tokens.</summary>
internal sealed record Client
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Secret { get; init; }

    public IReadOnlyList<string> Redirects { get; init; } = [];

    public IReadOnlyList<string> SignedOutRedirects { get; init; } = [];

    public IReadOnlyList<string> Grants { get; init; } = [];

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public string IdTokenAlgorithm { get; init; } = SigningKey.Rs256;

    /// <summary>It keeps no secret: PKCE is all that ties a code to it.</summary>
    public bool IsPublic => Secret is null;

    /// <summary>The same time for every wrong secret.</summary>
    public bool Knows(string secret) =>
        Secret is not null && CryptographicOperations.FixedTimeEquals(Digest(secret), Digest(Secret));

    public static Client Of(ClientOptions options) => new()
    {
        Id = options.Id,
        Name = options.Name ?? options.Id,
        Secret = options.Secret,
        Redirects = options.Redirects ?? [],
        SignedOutRedirects = options.SignedOutRedirects ?? [],
        Grants = options.Grants ?? [],
        Scopes = options.Scopes ?? [],
        IdTokenAlgorithm = options.IdTokenAlgorithm,
    };

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>The ways to get a token (RFC 6749).</summary>
internal static class Grant
{
    public const string Code = "authorization_code";
    public const string Refresh = "refresh_token";
    public const string ClientCredentials = "client_credentials";

    public static IReadOnlyList<string> All { get; } = [Code, Refresh, ClientCredentials];
}
