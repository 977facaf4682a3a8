using System.Text.Json;
using Monitor.Cli.Servers;

namespace Monitor.Identity.Tests;

/// <summary>Keys in a folder that two processes share.</summary>
public sealed class KeyRingTests
{
    private readonly string folder = TemporaryServers.NextFolder("keys");

    [Fact]
    public void Two_of_each_algorithm_are_published_from_the_beginning_and_no_secret()
    {
        var keys = Published(KeyRing.Open(folder));

        Assert.Equal("ES256 RS256 ES256 RS256", string.Join(' ', keys.Select(key => key.Text("alg"))));
        Assert.Equal(4, keys.Select(key => key.Text("kid")).Distinct().Count());
        Assert.All(keys, key => Assert.StartsWith("development-", key.Text("kid"), StringComparison.Ordinal));
        Assert.All(keys, key => Assert.DoesNotContain(key.Names(), name => name is "d" or "p" or "q" or "k"));
    }

    [Fact]
    public void Private_keys_are_their_owner_s_alone() => Assert.All(
        Directory.GetFiles(Opened(), "*.pem"),
        file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));

    [Fact]
    public void Another_process_s_rotation_counts_at_once()
    {
        var signing = KeyRing.Open(folder);
        var before = signing.Signing(SigningKey.Es256).Id;
        var next = Published(signing)[2].Text("kid");

        KeyRing.Open(folder).Rotate();

        Assert.Equal(next, signing.Signing(SigningKey.Es256).Id);
        Assert.Contains(before, Published(signing).Select(key => key.Text("kid")));
        Assert.Equal(6, Published(signing).Count);
    }

    [Fact]
    public void A_rotation_that_was_broken_off_is_mended_at_the_next_start()
    {
        var file = Path.Combine(Opened(), "current-es256.pem");
        File.Move(file, Path.Combine(folder, "previous-es256.pem"));

        var ring = KeyRing.Open(folder);

        Assert.Contains(ring.Signing(SigningKey.Es256).Id, Published(ring).Select(key => key.Text("kid")));
        Assert.Equal(5, Published(ring).Count);
    }

    [Fact]
    public async Task Many_may_open_the_folder_at_once()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => KeyRing.Open(folder))));

        Assert.Single(rings.Select(ring => ring.Jwks).Distinct());
    }

    private string Opened()
    {
        KeyRing.Open(folder);
        return folder;
    }

    private static IReadOnlyList<JsonElement> Published(KeyRing ring) =>
        [.. JsonDocument.Parse(ring.Jwks).RootElement.GetProperty("keys").EnumerateArray()];
}
