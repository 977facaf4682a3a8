using System.Text.Json;
using Monitor.Cli.Servers;
using Monitor.Cli.Tokens;

namespace Monitor.Testing;

/// <summary>Signs tokens for tests: a key of its own, and the JWKS file that a process under test reads.</summary>
public sealed class TestIssuer : IDisposable
{
    private readonly DevelopmentKey _key = DevelopmentKey.Create();

    public TestIssuer()
    {
        KeysFile = Path.Combine(TemporaryServers.NextFolder("issuer"), "jwks.json");
        File.WriteAllText(KeysFile, _key.Jwks);
    }

    /// <summary>The JWKS file: public part only.</summary>
    public string KeysFile { get; }

    public string Jwks => _key.Jwks;

    /// <summary>The settings that make a process believe this issuer.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Authentication:Issuer"] = DevelopmentKey.Issuer,
        ["Authentication:Audience"] = DevelopmentKey.Audience,
        ["Authentication:KeysFile"] = KeysFile,
    };

    /// <summary>A token of someone of this municipality (null: of none) with these roles, good for an hour.</summary>
    public string Token(string? municipality, params string[] roles) =>
        _key.Sign(Claims(municipality, roles));

    /// <summary>The claims of such a token, to change before <see cref="Sign"/>.</summary>
    public static Dictionary<string, object> Claims(string? municipality, params string[] roles) =>
        new DevelopmentToken
        {
            Subject = municipality is null ? "tester" : $"tester-{municipality}",
            Municipality = municipality,
            Roles = roles,
            Lifetime = TimeSpan.FromHours(1),
        }.Claims(TimeProvider.System.GetUtcNow());

    /// <summary>Signs exactly these claims, with these headers beside the usual ones.</summary>
    public string Sign(
        IReadOnlyDictionary<string, object> claims, IReadOnlyDictionary<string, object>? headers = null) =>
        _key.Sign(claims, headers);

    /// <summary>Signs over a header changed by the test: whatever is wrong with it, the signature is not.</summary>
    public string SignWithHeader(IReadOnlyDictionary<string, object> claims, Action<Dictionary<string, object?>> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var header = new Dictionary<string, object?> { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = _key.Id };
        change(header);
        return _key.SignRaw(JsonSerializer.Serialize(header), JsonSerializer.Serialize(claims));
    }

    public void Dispose() => _key.Dispose();
}
