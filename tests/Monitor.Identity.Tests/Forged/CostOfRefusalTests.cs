using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity.Tests.Forged;

/// <summary>
/// No refusal takes longer for what is wrong with the token: each is one way, of which the steps are counted here. No
/// time is measured.
/// </summary>
public sealed class CostOfRefusalTests : IAsyncLifetime
{
    private CountingDoor door = null!;

    public static TheoryData<string> Faults => [.. Forgery.All.Keys];

    public async ValueTask InitializeAsync() => door = await CountingDoor.OpenAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task A_good_token_costs_one_signature_and_gets_through() =>
        Assert.Equal((200, 1, 1), await door.AskAsync(Forgery.Good(door)));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_refused_token_costs_one_signature_at_most_and_reaches_nothing(string fault)
    {
        var (status, verified, reached) = await door.AskAsync(Forgery.All[fault](door));

        Assert.Equal((401, 0), (status, reached));
        Assert.InRange(verified, 0, 1);
    }

    [Fact]
    public async Task Without_the_key_nobody_learns_what_is_wrong_with_the_claims()
    {
        var wellFormed = Forgery.All.Values.Select(forge => forge(door))
            .Where(tokens => tokens is [var token] && IsWellFormed(token)).Select(tokens => tokens[0]).ToList();

        Assert.True(wellFormed.Count > 10);
        foreach (var token in wellFormed.Append(Forgery.Good(door)))
        {
            Assert.Equal((401, 1, 0), await door.AskAsync(SignedByAnother(token)));
        }
    }

    private bool IsWellFormed(string token)
    {
        if (token.Split('.') is not [{ Length: > 0 } header, { Length: > 0 } claims, { Length: > 0 }])
        {
            return false;
        }

        try
        {
            var members = MembersOf(header);
            return MembersOf(claims).Count > 0 && members.Count == 3 && members["alg"].ValueEquals(SigningKey.Es256)
                && members["typ"].ValueEquals(AccessToken.Type) && members["kid"].ValueEquals(door.Key.Id);
        }
        catch (JsonException)
        {
            return false;   // the byte that was changed
        }
    }

    private static Dictionary<string, JsonElement> MembersOf(string part) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.DecodeBytes(part))!;

    /// <summary>The same header and claims under a signature of the right form, by nobody's key.</summary>
    private static string SignedByAnother(string token) =>
        $"{token[..token.LastIndexOf('.')]}.{Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(64))}";
}
