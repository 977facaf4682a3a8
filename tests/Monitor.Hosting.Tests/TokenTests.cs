using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monitor.Testing;

namespace Monitor.Hosting.Tests;

public sealed class TokenTests : IAsyncLifetime
{
    private readonly TestIssuer _issuer = TestIssuer.Outer();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(
        _issuer.Settings,
        map: app => app.MapGet("/me", (ClaimsPrincipal user) =>
        {
            var caller = Caller.From(user);
            return $"{caller.Subject} {caller.Municipality} {string.Join(',', caller.Roles)}";
        }));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _issuer.Dispose();
    }

    [Fact]
    public async Task A_good_token_tells_who_asks()
    {
        var token = _issuer.Token("GM0153", Role.Officer);
        Assert.Equal("tester-GM0153 GM0153 officer", await (await GetAsync(token)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_token_the_caller_is_anonymous()
    {
        var answer = await _app.Client.GetAsync(new Uri("/me", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("  ", await answer.Content.ReadAsStringAsync());
    }

    public static TheoryData<string> BadTokens =>
    [
        "expired", "expired 6 seconds ago", "not valid yet", "algorithm none", "HS256 with the public key",
        "another key with our key id", "another audience", "another issuer", "without exp", "without jti",
        "without sub", "empty jti", "tampered payload", "tampered signature", "no signature", "not a token", "empty",
        "an extension that must be understood", "a sub with U+0000", "two municipalities",
        "a municipality that is no code", "a number for a municipality",
    ];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_refused_with_the_same_body_whatever_is_wrong(string fault)
    {
        var answer = await GetAsync(Bad(fault));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """{"errors":[{"message":"The token is not valid (any more): sign in again, or send none for what is """
            + """public.","extensions":{"code":"UNAUTHENTICATED"}}]}""",
            await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("JWT", "nonce", false)]   // of Entra ID, by the code flow: no hash, and the audience may be the same
    [InlineData("JWT", "at_hash", false)]
    [InlineData("JWT", "ver", true)]
    [InlineData("at+jwt", "nonce", true)]
    [InlineData("application/at+jwt", "nonce", true)]
    public async Task Where_typ_does_not_tell_an_ID_token_is_told_by_its_nonce(string type, string claim, bool isTaken)
    {
        await using var app = await TestApp.StartAsync(
            _issuer.Settings.Append(new("Authentication:TokenTypes:0", "JWT"))
                .Append(new("Authentication:TokenTypes:1", "at+jwt")),
            map: app => app.MapGet("/me", () => "me"));
        var claims = TestIssuer.OuterClaims("GM0153", Role.Officer);
        claims[claim] = "n-0S6_WzA2Mj";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/me", UriKind.Relative));
        request.Headers.Authorization = new(
            "Bearer", _issuer.SignWithHeader(claims, header => header["typ"] = type));

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(-1)]   // clocks may differ by 5 s; the rest is for a busy machine
    [InlineData(3500)]
    public async Task A_token_holds_until_five_seconds_after_its_end(int secondsLeft)
    {
        var token = With("exp", Now.AddSeconds(secondsLeft).ToUnixTimeSeconds());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(token)).StatusCode);
    }

    [Fact]
    public async Task Another_scheme_than_bearer_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/me", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "dXNlcjpwYXNz");
        var answer = await _app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_keys_file_with_a_symmetric_key_stops_the_start() =>
        await AssertNoStartAsync("""{"keys":[{"kty":"oct","kid":"k","k":"c2VjcmV0"}]}""", "public EC and RSA keys");

    [Fact]
    public async Task A_keys_file_with_a_private_key_stops_the_start()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        var json = JsonSerializer.Serialize(new { jwk.Kty, jwk.Crv, jwk.X, jwk.Y, jwk.D }, JsonSerializerOptions.Web);
        await AssertNoStartAsync($$"""{"keys":[{{json}}]}""", "private key");
    }

    [Fact]
    public async Task The_development_key_stops_the_start_in_production() =>
        await AssertNoStartAsync(_issuer.Jwks, "development key", "Production");

    [Fact]
    public async Task Production_without_keys_stops_the_start()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => TestApp.StartAsync(
            [new("APP_API_TOKEN", "secret")], "Production"));
        Assert.Contains("Authentication:KeysFile", failure.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task AssertNoStartAsync(string jwks, string because, string environment = "Development")
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, jwks);
        var settings = new Dictionary<string, string?>(_issuer.Settings)
        {
            ["Authentication:KeysFile"] = file,
            ["APP_API_TOKEN"] = "secret",
        };
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => TestApp.StartAsync(settings, environment));
        Assert.Contains(because, failure.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    private async Task<HttpResponseMessage> GetAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/me", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await _app.Client.SendAsync(request);
    }

    private string With(string claim, object value)
    {
        var claims = TestIssuer.OuterClaims("GM0153", Role.Officer);
        claims[claim] = value;
        return _issuer.Sign(claims);
    }

    private string Without(string claim)
    {
        var claims = TestIssuer.OuterClaims("GM0153", Role.Officer);
        claims.Remove(claim);
        return _issuer.Sign(claims);
    }

    private string Bad(string fault) => fault switch
    {
        "expired" => With("exp", Now.AddHours(-1).ToUnixTimeSeconds()),
        "expired 6 seconds ago" => With("exp", Now.AddSeconds(-6).ToUnixTimeSeconds()),
        "not valid yet" => With("nbf", Now.AddMinutes(2).ToUnixTimeSeconds()),
        "algorithm none" => $"{Part("""{"alg":"none","typ":"JWT"}""")}.{Payload()}.",
        "HS256 with the public key" => SignedWithPublicKey(),
        "another key with our key id" => SignedByAnotherKey(),
        "another audience" => With("aud", "another"),
        "another issuer" => With("iss", "https://another.example"),
        "without exp" => Without("exp"),
        "an extension that must be understood" => _issuer.Sign(
            TestIssuer.OuterClaims("GM0153", Role.Officer),
            new Dictionary<string, object> { ["crit"] = new[] { "bound-to" }, ["bound-to"] = "another" }),
        "a sub with U+0000" => With("sub", "tester\0"),
        "two municipalities" => With("municipality", new[] { "GM0153", "GM0014" }),
        "a municipality that is no code" => With("municipality", "gm0153 "),
        "a number for a municipality" => With("municipality", 153),
        "without jti" => Without("jti"),
        "without sub" => Without("sub"),
        "without iat" => Without("iat"),
        "of an hour and a second" => Of(TimeSpan.FromSeconds(3601)),
        "issued in the future" => With("iat", Now.AddMinutes(2).ToUnixTimeSeconds()),
        "an ID token" => Headed("typ", "JWT", ("at_hash", "x")),
        "an ID token's at_hash" => With("at_hash", "77QmUPtjPfzWtF2AnpK9RQ"),
        "a logout token" => With("events", new Dictionary<string, object> { ["logout"] = new object() }),
        "a refresh token of Keycloak" => With("typ", "Refresh"),
        "typ JWT" => Headed("typ", "JWT"),
        "without typ" => WithoutType(),
        "a key id that is a path" => Headed("kid", "../../../../dev/null"),
        "a key id that is SQL" => Headed("kid", "' OR 1=1 --"),
        "a key id that is an address" => Headed("kid", "http://127.0.0.1:1/jwks.json"),
        "without a key id" => Headed("kid", null),
        "a key of its own in the header" => SignedByTheKeyItBrings(),
        "17 KB" => With("padding", new string('a', 17 * 1024)),
        "empty jti" => With("jti", ""),
        "tampered payload" => Tampered(1),
        "tampered signature" => Tampered(2),
        "no signature" => string.Join('.', [.. Good().Split('.')[..2], ""]),
        "not a token" => "abc",
        "empty" => "",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private string Good() => _issuer.Token("GM0153", Role.Officer);

    private static string Part(string json) => Base64UrlEncoder.Encode(json);

    private static string Payload() => Part(JsonSerializer.Serialize(TestIssuer.OuterClaims("GM0153", Role.Officer)));

    private string KeyId() =>
        JsonDocument.Parse(_issuer.Jwks).RootElement.GetProperty("keys")[0].GetProperty("kid").GetString()!;

    // The classic confusion: the verifier's public key used as the secret of an HMAC.
    private string SignedWithPublicKey()
    {
        var text = $"{Part($$"""{"alg":"HS256","typ":"JWT","kid":"{{KeyId()}}"}""")}.{Payload()}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_issuer.Jwks), Encoding.ASCII.GetBytes(text));
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    private string SignedByAnotherKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new JsonWebTokenHandler().CreateToken(
            JsonSerializer.Serialize(TestIssuer.OuterClaims("GM0153", Role.Officer)),
            new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = KeyId() }, SecurityAlgorithms.EcdsaSha256));
    }

    private string Of(TimeSpan life)
    {
        var claims = TestIssuer.OuterClaims("GM0153", Role.Officer);
        claims["exp"] = (long)claims["iat"] + (long)life.TotalSeconds;
        return _issuer.Sign(claims);
    }

    // Signed anew by the same key over another header: only the header is at fault.
    private string Headed(string name, string? value, params (string Name, object Value)[] more)
    {
        var claims = TestIssuer.OuterClaims("GM0153", Role.Officer);
        foreach (var (claim, given) in more)
        {
            claims[claim] = given;
        }

        return _issuer.SignWithHeader(claims, header => header[name] = value);
    }

    private string WithoutType() => _issuer.SignWithHeader(
        TestIssuer.OuterClaims("GM0153", Role.Officer), header => header.Remove("typ"));

    // RFC 7515 §4.1.3 has such a header; who believes it lets anybody in.
    private static string SignedByTheKeyItBrings()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        return new JsonWebTokenHandler().CreateToken(
            JsonSerializer.Serialize(TestIssuer.OuterClaims("GM0153", Role.Officer)),
            new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "mine" }, SecurityAlgorithms.EcdsaSha256),
            new Dictionary<string, object>
            {
                ["typ"] = "at+jwt",
                ["jwk"] = new Dictionary<string, object>
                {
                    ["kty"] = "EC", ["crv"] = "P-256", ["x"] = jwk.X, ["y"] = jwk.Y,
                },
                ["jku"] = "http://127.0.0.1:1/jwks.json",
                ["x5u"] = "http://127.0.0.1:1/chain.pem",
            });
    }

    private string Tampered(int part)
    {
        var parts = Good().Split('.');
        parts[part] = part == 1
            ? Part(Base64UrlEncoder.Decode(parts[1]).Replace("GM0153", "GM0363", StringComparison.Ordinal))
            : (parts[2][0] == 'A' ? 'B' : 'A') + parts[2][1..];
        return string.Join('.', parts);
    }
}
