using System.Security.Claims;

namespace Monitor.Hosting.Tests;

public sealed class CallerTests
{
    private static readonly Caller Officer = Caller.From(Principal(
        ("sub", "jan"), ("municipality", "GM0153"), ("roles", "officer"), ("roles", "reader")));

    [Fact]
    public void A_caller_is_what_the_claims_say()
    {
        Assert.Equal("jan", Officer.Subject);
        Assert.Equal("GM0153", Officer.Municipality);
        Assert.Equal(["officer", "reader"], Officer.Roles.Order(StringComparer.Ordinal));
        Assert.False(Officer.IsAnonymous);
    }

    [Fact]
    public void Claims_that_nobody_checked_are_nobodys() =>
        Assert.True(Caller.From(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "jan")]))).IsAnonymous);

    [Fact]
    public void One_reads_ones_own_municipality() => Officer.RequireOwn("GM0153");

    [Theory]
    [InlineData("GM0363")]
    [InlineData("gm0153")]
    [InlineData("")]
    public void Another_municipality_is_not_yours(string code) =>
        AssertRefused("NOT_YOURS", () => Officer.RequireOwn(code));

    [Fact]
    public void Who_acts_for_no_municipality_owns_none() =>
        AssertRefused("NOT_YOURS", () => Caller.From(Principal(("sub", "els"))).RequireOwn("GM0153"));

    [Fact]
    public void Without_a_token_nothing_is_ones_own()
    {
        AssertRefused("UNAUTHENTICATED", () => Caller.Anonymous.RequireOwn("GM0153"));
        AssertRefused("UNAUTHENTICATED", () => Caller.Anonymous.RequireRole(Role.Reader));
        AssertRefused("UNAUTHENTICATED", Caller.Anonymous.RequireToken);
    }

    [Fact]
    public void Who_holds_a_role_is_a_member()
    {
        Officer.RequireMember();
        AssertRefused("UNAUTHENTICATED", Caller.Anonymous.RequireMember);
        AssertRefused("NOT_A_MEMBER", Caller.From(Principal(("sub", "els"))).RequireMember);
        AssertRefused("NOT_A_MEMBER", Caller.From(Principal(("sub", "script"), ("client_id", "script"))).RequireMember);
    }

    [Fact]
    public void One_of_the_roles_suffices()
    {
        Officer.RequireRole(Role.Coordinator, Role.Officer);
        AssertRefused("FORBIDDEN", () => Officer.RequireRole(Role.Institute, Role.Administrator));
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("azp")]
    public void A_program_acts_for_its_municipality_only_within_its_scopes(string claim)
    {
        var machine = Caller.From(Principal(
            ("sub", "region-script"), (claim, "region-script"), ("municipality", "GM0153"),
            ("scope", "figures:read region:read")));

        Assert.Equal("region-script", machine.Machine);
        Assert.Equal("GM0153", machine.MunicipalityFor(Scope.Region));
        Assert.Null(machine.MunicipalityFor(Scope.Benchmark));
        Assert.Null(machine.Municipality);
        AssertRefused("NOT_YOURS", () => machine.RequireOwn("GM0153"));
        machine.RequireScope(Scope.Figures);
        machine.RequireScope(Scope.Benchmark, Scope.Region);
        AssertRefused("INSUFFICIENT_SCOPE", () => machine.RequireScope(Scope.Benchmark));
    }

    [Fact]
    public void Scopes_in_a_list_count_as_scopes_in_a_text() => Assert.Equal(
        ["figures:read", "region:read"],
        Caller.From(Principal(("sub", "x"), ("client_id", "x"), ("scp", "region:read"), ("scp", "figures:read")))
            .Scopes.Order(StringComparer.Ordinal));

    [Fact]
    public void A_person_goes_by_roles_through_whichever_client_and_with_whichever_scopes()
    {
        var person = Caller.From(Principal(
            ("sub", "jan"), ("azp", "portal"), ("municipality", "GM0153"), ("roles", "reader")));

        Assert.False(person.IsMachine);
        Assert.Equal("GM0153", person.MunicipalityFor(Scope.Region));
        person.RequireOwn("GM0153");
        person.RequireScope(Scope.Benchmark);
        Caller.Anonymous.RequireScope(Scope.Benchmark);
    }

    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "Bearer"));

    private static void AssertRefused(string code, Action action) =>
        Assert.Equal(code, Assert.Throws<ClientException>(action).Code);
}
