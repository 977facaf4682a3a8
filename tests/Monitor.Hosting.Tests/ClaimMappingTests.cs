using System.Security.Claims;

namespace Monitor.Hosting.Tests;

/// <summary>Providers name things differently; within Monitor they have one name.</summary>
public sealed class ClaimMappingTests
{
    [Fact]
    public void By_default_claims_are_as_RFC_9068_names_them()
    {
        var person = Mapped(new ClaimNames(), ("sub", "p1"), ("client_id", "portal"), ("scope", "openid profile"));
        Assert.Equal(("p1", "portal", false), (person.Subject, person.Client, person.IsMachine));
        Assert.Equal(["openid", "profile"], person.Scopes.Order());

        var machine = Mapped(new ClaimNames(), ("sub", "nightly"), ("client_id", "nightly"), ("scp", "figures:read"));
        Assert.True(machine.IsMachine);
        Assert.Equal(["figures:read"], machine.Scopes);
    }

    [Fact]
    public void Entra_ID_names_people_by_oid_and_programs_by_idtyp()
    {
        var names = new ClaimNames
        {
            Subject = "oid", TokenId = "uti", Client = ["azp", "appid"], Machine = "idtyp=app",
        };

        var person = Mapped(names, ("sub", "per-app"), ("oid", "o-1"), ("azp", "a-1"), ("scp", "access"));
        Assert.Equal(("o-1", "a-1", false), (person.Subject, person.Client, person.IsMachine));

        var machine = Mapped(names, ("sub", "o-2"), ("oid", "o-2"), ("azp", "a-2"), ("idtyp", "app"));
        Assert.Equal(("o-2", "a-2", true), (machine.Subject, machine.Client, machine.IsMachine));
        Assert.False(Mapped(names, ("oid", "o-1"), ("azp", "o-1"), ("idtyp", "user")).IsMachine);
    }

    [Fact]
    public void Authentication_contexts_of_Entra_ID_are_means_of_signing_in()
    {
        var names = new ClaimNames { Amr = ["amr", "acrs"] };

        Assert.Equal(["c1", "pwd"], Mapped(names, ("sub", "p1"), ("amr", "pwd"), ("acrs", "c1")).Amr.Order());
        Assert.Equal(["pwd"], Mapped(new ClaimNames(), ("sub", "p1"), ("amr", "pwd"), ("acrs", "c1")).Amr);
    }

    [Fact]
    public void Keycloak_gives_client_id_to_programs_only()
    {
        var names = new ClaimNames { Client = ["azp"], Machine = "client_id" };

        Assert.False(Mapped(names, ("sub", "u-1"), ("azp", "portal")).IsMachine);
        var machine = Mapped(names, ("sub", "u-2"), ("azp", "nightly"), ("client_id", "nightly"));
        Assert.Equal(("nightly", true), (machine.Client, machine.IsMachine));
    }

    [Fact]
    public void A_token_cannot_say_itself_that_it_is_a_program_s() => Assert.False(Mapped(
        new ClaimNames(), ("sub", "p1"), ("client_id", "portal"), (ClaimMapping.MachineClaim, "true")).IsMachine);

    private static OuterToken Mapped(ClaimNames names, params (string Type, string Value)[] claims)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity(
            claims.Append(("iss", "https://inloggen.example")).Select(claim => new Claim(claim.Item1, claim.Item2)),
            "test"));
        return OuterToken.From(new ClaimMapping(names).Apply(user))!;
    }
}
