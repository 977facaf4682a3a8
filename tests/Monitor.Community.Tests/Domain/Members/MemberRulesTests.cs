using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Members;

public sealed class MemberRulesTests
{
    [Theory]
    [InlineData("groningen.nl", new[] { "groningen.nl" })]
    [InlineData("post.gemeente.groningen.nl", new[]
    {
        "post.gemeente.groningen.nl", "gemeente.groningen.nl", "groningen.nl",
    })]
    public void Domains_above_one_count_but_never_the_last_label_alone(string domain, string[] above) =>
        Assert.Equal(above, EmailDomain.Above(domain));

    [Theory]
    [InlineData("nl")]
    [InlineData("-a.nl")]
    [InlineData("a..nl")]
    [InlineData("a_b.nl")]
    [InlineData("groningen.nl/x")]
    [InlineData("1.2.3.4")]
    [InlineData("")]
    public void What_no_address_ends_with_is_no_domain(string domain) =>
        Assert.Equal("BAD_DOMAIN", Assert.Throws<ClientException>(() => EmailDomain.Checked(domain)).Code);

    [Theory]
    [InlineData("a@b.nl")]
    [InlineData("Voor.Naam+tag@Gemeente.Groningen.NL")]
    public void Addresses_as_people_have_them_are_taken(string email) =>
        Assert.Equal(email, Person.Of("Naam", $" {email} ").Email);

    [Fact]
    public void A_domain_is_compared_in_lower_case() =>
        Assert.Equal("gemeente.groningen.nl", Person.Of("Naam", "a@Gemeente.Groningen.NL").Domain);

    [Theory]
    [InlineData("a@b")]
    [InlineData("a b@c.nl")]
    [InlineData("a@b.nl, c@d.nl")]
    [InlineData("\"a\"@b.nl")]
    [InlineData("a@[127.0.0.1]")]
    public void Others_are_not(string email) =>
        Assert.Equal("BAD_EMAIL", Assert.Throws<ClientException>(() => Person.Of("Naam", email)).Code);

    [Fact]
    public void A_role_reads_in_a_token_as_it_is_written_there()
    {
        Assert.Equal(
            [
                "reader", "officer", "coordinator", "regional-coordinator", "editor", "moderator", "institute",
                "researcher", "administrator",
            ],
            Enum.GetValues<MemberRole>().Select(role => role.Text()));
        Assert.Equal(
            [MemberRole.Reader, MemberRole.RegionalCoordinator],
            MemberRoles.Parse(["regional-coordinator", "unknown", "reader"]));
    }

    [Theory]
    [InlineData(MemberRole.Coordinator, "GM0344", "GM0344", 3)]
    [InlineData(MemberRole.Coordinator, "GM0344", "GM0363", 0)]
    [InlineData(MemberRole.Coordinator, "GM0344", null, 0)]
    [InlineData(MemberRole.RegionalCoordinator, "GM0344", "GM0344", 0)]
    [InlineData(MemberRole.Officer, "GM0344", "GM0344", 0)]
    [InlineData(MemberRole.Institute, null, "GM0363", 4)]
    [InlineData(MemberRole.Institute, null, null, 0)]
    [InlineData(MemberRole.Administrator, null, "GM0363", 4)]
    [InlineData(MemberRole.Administrator, null, null, 5)]
    [InlineData(MemberRole.Moderator, null, "GM0363", 0)]
    public void Everyone_grants_what_is_theirs_to_grant(
        MemberRole role, string? municipality, string? where, int grantable) =>
        Assert.Equal(
            grantable, MemberRoles.GrantableBy(new Decider(Guid.Empty, municipality, [role]), where).Count);

    [Fact]
    public void A_persona_is_the_same_on_every_machine_and_one_of_its_own()
    {
        Assert.Equal(Persona.IdOf("officer@gm0344"), Persona.IdOf("officer@gm0344"));
        Assert.NotEqual(Persona.IdOf("officer@gm0344"), Persona.IdOf("officer@gm0363"));
        Assert.Equal("regional-coordinator@gm0153", Persona.SubjectOf("regional-coordinator", "GM0153"));
        Assert.Equal("institute", Persona.SubjectOf("institute", municipality: null));
    }

    [Fact]
    public void Nobody_without_a_role_may_more_than_ask() =>
        Assert.Equal([Ability.AskForAccess], Abilities.Of([]));
}
