using Microsoft.Extensions.Options;
using Monitor.Gateway.Tests.Execution;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>Settings of memberships that cannot be: they stop the start, and are named.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TestIssuer provider = TestIssuer.Outer();
    private readonly string keyFile = Path.GetTempFileName();

    public void Dispose()
    {
        provider.Dispose();
        File.Delete(keyFile);
    }

    [Fact]
    public async Task Production_refuses_roles_of_the_clients_token() =>
        Assert.Contains("Production refuses Membership:Source Token", await FaultAsync(
            "direct", ("Membership:Source", "Token")), StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_key_no_token_can_be_made() =>
        Assert.Contains("Membership:KeyFile is missing", await FaultAsync(
            "dapr", ("Membership:Source", "Community")), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"kty":"EC","crv":"P-256","kid":"public","x":"AA","y":"AA"}""")]
    public async Task What_is_no_private_key_is_refused(string json)
    {
        await File.WriteAllTextAsync(keyFile, json, TestContext.Current.CancellationToken);
        Assert.Contains("Membership:KeyFile", await FaultAsync(
            "dapr", ("Membership:Source", "Community"), ("Membership:KeyFile", keyFile)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_one_machine_is_refused_in_production()
    {
        using var key = TokenSigningKey.Create(isForDevelopment: true);
        await File.WriteAllTextAsync(keyFile, key.PrivateJwk, TestContext.Current.CancellationToken);
        Assert.Contains("Production refuses it", await FaultAsync(
            "direct", ("Membership:Source", "Community"), ("Membership:KeyFile", keyFile)), StringComparison.Ordinal);
    }

    private async Task<string> FaultAsync(string transport, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(provider.Settings)
        {
            ["APP_API_TOKEN"] = "x", ["DAPR_HTTP_PORT"] = "1",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }
        var fault = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var started = await TestGateway.StartAsync("shop", [], all, transport);
        });
        return fault is OptionsValidationException invalid ? string.Join(' ', invalid.Failures) : fault.Message;
    }
}
