using System.Text.Json;
using Monitor.Cli.Commands;
using Monitor.Cli.Tokens;
using Monitor.Hosting;

namespace Monitor.Cli.Tests;

/// <summary>How one of the gateway's keys takes another's place without anyone being turned away.</summary>
public sealed class InternalKeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("monitor-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Services_believe_the_next_key_before_it_signs_and_the_old_one_until_it_is_dropped()
    {
        var stop = TestContext.Current.CancellationToken;
        await KeysCommand.RunAsync(folder, "first", stop);
        var first = Signing();
        Assert.Equal([first], Believed());

        await KeysCommand.RunAsync(folder, "next", stop);
        Assert.Equal(first, Signing());
        var next = Assert.Single(Believed(), id => id != first);

        await KeysCommand.RunAsync(folder, "turn", stop);
        Assert.Equal(next, Signing());
        Assert.Equal([next, first], Believed());

        await KeysCommand.RunAsync(folder, "drop", stop);
        Assert.Equal(next, Signing());
        Assert.Equal([next], Believed());
    }

    [Fact]
    public async Task The_first_key_is_made_once_is_private_and_production_takes_it()
    {
        var stop = TestContext.Current.CancellationToken;
        await KeysCommand.RunAsync(folder, "first", stop);
        var first = Signing();
        await KeysCommand.RunAsync(folder, "first", stop);

        Assert.Equal(first, Signing());
        Assert.DoesNotContain("\"d\"", File.ReadAllText(Path.Combine(folder, "jwks.json")), StringComparison.Ordinal);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(folder, "key.json")));
        Assert.False(first.StartsWith("development-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_of_one_machine_says_so()
    {
        await new InternalKeys(folder, isForDevelopment: true).OpenAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("development-", Signing(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("next")]
    [InlineData("turn")]
    [InlineData("other")]
    public async Task A_step_that_does_not_fit_is_refused(string step) =>
        await Assert.ThrowsAsync<CliException>(
            () => KeysCommand.RunAsync(folder, step, TestContext.Current.CancellationToken));

    private string Signing()
    {
        using var key = TokenSigningKey.Read(File.ReadAllText(Path.Combine(folder, "key.json")));
        return key.Id;
    }

    private string[] Believed() =>
    [
        .. JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "jwks.json"))).RootElement
            .GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!),
    ];
}
