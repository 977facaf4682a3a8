using Monitor.Community.Domain;
using Monitor.Hosting;

namespace Monitor.Community.Tests.Members;

/// <summary>The second wall, with the first off: what queries find that forgot to ask whose rows they are.</summary>
public sealed class MemberWallTests(JoiningApplication application) : IClassFixture<JoiningApplication>
{
    [Fact]
    public async Task A_municipality_finds_no_other_municipalitys_people_programs_requests_or_invitations()
    {
        await FillAsync();
        foreach (var table in (string[])["members", "machines", "access_requests", "invitations"])
        {
            var ofUtrecht = $"SELECT count(*) FROM {table} WHERE municipality_code = 'GM0344'";
            var ofNobody = $"SELECT count(*) FROM {table} WHERE municipality_code IS NULL";

            Assert.True((await application.NumbersAsync(ofUtrecht, ActingAs.Municipality("GM0344")))[0] > 0, table);
            Assert.Equal([0], await application.NumbersAsync(ofUtrecht, ActingAs.Municipality("GM0363")));
            Assert.Equal([0], await application.NumbersAsync(ofNobody, ActingAs.Municipality("GM0363")));
            Assert.Equal([0], await application.NumbersAsync(ofUtrecht, ActingAs.Municipality("")));
            Assert.Equal(0, await application.ReadAsync<long>($"SELECT count(*) FROM {table}"));
        }
    }

    [Fact]
    public async Task Accounts_links_and_mails_are_the_services_alone()
    {
        await FillAsync();
        await application.TokenToAsync("wall@utrecht.nl");
        foreach (var table in (string[])["accounts", "link_tokens", "mails"])
        {
            var all = $"SELECT count(*) FROM {table}";

            Assert.True((await application.NumbersAsync(all, ActingAs.Service))[0] > 0, table);
            Assert.Equal([0], await application.NumbersAsync(all, ActingAs.Municipality("GM0344")));
            Assert.Equal(
                [0], await application.NumbersAsync(all, ActingAs.Member(Persona.IdOf("officer@gm0344"), "GM0344")));
            Assert.Equal(0, await application.ReadAsync<long>(all));
        }
    }

    [Fact]
    public async Task Someone_who_asked_finds_the_own_request_and_no_other()
    {
        await FillAsync();
        var asker = Guid.ParseExact((await application.FindAsync("wall"))["member"]!.GetValue<string>(), "N");
        const string Requests = "SELECT count(*) FROM access_requests";

        Assert.Equal([1], await application.NumbersAsync(Requests, ActingAs.Member(asker, municipality: null)));
        Assert.Equal([0], await application.NumbersAsync(Requests, ActingAs.Member(Guid.NewGuid(), null)));
    }

    private async Task FillAsync()
    {
        await application.AsAsync("wall", """
            mutation { requestAccess(input: { municipality: "GM0344", name: "Muur", email: "wall@utrecht.nl",
                reason: "Om te zien wie dit ziet." }) { id } }
            """);
        await application.AsAsync("coordinator@gm0344", """
            mutation { inviteMember(input: { name: "Muur", email: "wall2@utrecht.nl", roles: [READER] }) { id }
                registerMachine(input: { clientId: "muur", name: "Muur", scopes: ["figures:read"] }) { id } }
            """);
    }
}
