using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monitor.Community.Tests.Members;

/// <summary>What stops the start: who reads a link on its way could come in by it.</summary>
public sealed class MemberOptionsTests
{
    [Theory]
    [InlineData("Staging", "ConfirmLink", "http://127.0.0.1:3000/bevestigen?token={token}", true)]
    [InlineData("Production", "ConfirmLink", "https://monitor.example/bevestigen?token={token}", true)]
    [InlineData("Production", "ConfirmLink", "http://monitor.example/bevestigen?token={token}", false)]
    [InlineData("Production", "InvitationLink", "http://monitor.example/uitnodiging?token={token}", false)]
    [InlineData("Production", "InvitationLink", "https://monitor.example/uitnodiging", false)]
    [InlineData("Production", "SiteLink", "http://monitor.example/", false)]
    [InlineData("Production", "SiteLink", "javascript:alert(1)", false)]
    [InlineData("Production", "PersonaIssuer", "http://127.0.0.1:5205", false)]
    public async Task Links_that_let_someone_in_are_safe_in_Production(
        string environment, string setting, string value, bool isAccepted)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection([new($"Members:{setting}", value)]);
        builder.AddCommunity();
        await using var app = builder.Build();
        var options = app.Services.GetRequiredService<IOptions<MemberOptions>>();

        Assert.Equal(isAccepted, Record.Exception(() => options.Value) is not OptionsValidationException);
    }
}
