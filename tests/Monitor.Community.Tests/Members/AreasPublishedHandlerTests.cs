using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Community.Events;
using Monitor.Dapr;
using Monitor.Testing;

namespace Monitor.Community.Tests.Members;

public sealed class AreasPublishedHandlerTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    [Fact]
    public async Task The_areas_of_the_seeds_are_there_until_questionnaire_tells_of_others()
    {
        const string Utrecht = """
            SELECT name || ' ' || size_class || ' ' || inhabitants || ' ' || is_current
            FROM municipalities WHERE code = 'GM0344'
            """;
        const string Enschede =
            "SELECT string_agg(kind || ' ' || region, ', ' ORDER BY kind) FROM memberships_of_regions m"
            + " WHERE municipality = 'GM0153'";
        Assert.Equal("Utrecht OVER_250K 334176 true", await application.ReadAsync<string>(Utrecht));
        Assert.Equal(388, await application.ReadAsync<long>("SELECT count(*) FROM municipalities WHERE is_current"));

        await using var sidecar = await FakeSidecar.StartAsync();
        sidecar.Answer("questionnaire", "/internal/areas", """
            { "municipalities": [
                { "code": "GM0153", "name": "Enschede", "inhabitants": 158000, "sizeClass": "FROM_100K_TO_250K",
                  "regions": [{ "kind": "VEILIG_THUIS", "code": "VT01" }, { "kind": "PROVINCE", "code": "gone" }] },
                { "code": "GM9001", "name": "Nieuwstad", "regions": [] }],
              "others": ["GM0003", "GM9002"],
              "regions": [{ "code": "VT01", "kind": "VEILIG_THUIS", "name": "Twente" }] }
            """);
        using var dapr = new DaprClient(Options.Create(
            new DaprOptions { AppId = CommunityService.Name, HttpPort = sidecar.Port }));
        var handler = new AreasPublishedHandler(
            dapr, application.Service<Inbox>(), NullLogger<AreasPublishedHandler>.Instance);
        var received = new Received<AreasPublished>(
            "questionnaire", Guid.NewGuid().ToString(), 1, TimeProvider.System.GetUtcNow(), new("later"));

        Assert.Equal(Delivery.Done, await handler.HandleAsync(received, CancellationToken.None));
        Assert.Equal(Delivery.Done, await handler.HandleAsync(received, CancellationToken.None));

        Assert.Equal("GM0153,GM9001", await application.ReadAsync<string>(
            "SELECT string_agg(code, ',' ORDER BY code) FROM municipalities WHERE is_current"));
        Assert.Equal("Appingedam", await application.ReadAsync<string>(
            "SELECT name FROM municipalities WHERE code = 'GM0003' AND size_class IS NULL"));
        Assert.Equal("Utrecht OVER_250K 334176 false", await application.ReadAsync<string>(Utrecht));
        Assert.Equal("VEILIG_THUIS VT01", await application.ReadAsync<string>(Enschede));
        Assert.Equal(1, await application.ReadAsync<long>("SELECT count(*) FROM regions"));
    }
}
