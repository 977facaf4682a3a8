using System.Security.Claims;

namespace Monitor.Hosting.Tests;

/// <summary>Which roles count after which sign-in.</summary>
public sealed class StepUpTests
{
    private static readonly DateTimeOffset now = new(2018, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StepUp.Substantial, 0, true)]
    [InlineData(StepUp.High, 0, true)]
    [InlineData(StepUp.Substantial, 900, true)]    // fifteen minutes
    [InlineData(StepUp.Substantial, 901, false)]
    [InlineData(StepUp.Substantial, -3600, false)] // says nothing of when it was
    [InlineData(StepUp.Substantial, null, false)]
    [InlineData(StepUp.Low, 0, false)]
    [InlineData("substantial", 0, false)]
    [InlineData(null, 0, false)]
    public void An_administrator_needs_a_strong_sign_in_of_at_most_15_minutes(string? acr, int? secondsAgo, bool counts)
    {
        var token = Token(acr, secondsAgo);

        var verdict = StepUp.Judge([Role.Administrator, Role.Institute], token, new StepUpOptions(), now);

        Assert.Equal(counts ? [Role.Administrator, Role.Institute] : [Role.Institute], verdict.Roles);
        Assert.Equal(counts ? [] : [Role.Administrator], verdict.Withheld);
        Assert.Equal([StepUp.Substantial, StepUp.High], verdict.AcrValues);
        Assert.Equal(TimeSpan.FromMinutes(15), verdict.MaxAge);
    }

    [Fact]
    public void Settings_say_which_roles_which_levels_and_how_long()
    {
        var options = new StepUpOptions
        {
            Roles = [Role.Institute, Role.Moderator], Acr = ["gold"], Amr = ["mfa"], MaxAge = TimeSpan.FromMinutes(1),
        };

        Assert.Equal([Role.Administrator], Roles(Token(null, 0), options));
        Assert.Equal([Role.Administrator, Role.Institute], Roles(Token("gold", 60), options));
        Assert.Equal([Role.Administrator], Roles(Token("gold", 61), options));
        Assert.Equal(
            [Role.Administrator, Role.Institute],
            Roles(Token("bronze", 5) with { Amr = new HashSet<string> { "pwd", "mfa" } }, options));
    }

    [Fact]
    public void A_field_that_needs_a_withheld_role_tells_how_to_sign_in_again()
    {
        var caller = Caller.From(Principal(
            ("roles", Role.Reader), ("roles_withheld", Role.Administrator),
            ("step_up_acr_values", $"{StepUp.Substantial} {StepUp.High}"), ("step_up_max_age", "900")));

        var refusal = Assert.Throws<ClientException>(() => caller.RequireRole(Role.Administrator));

        Assert.Equal("STEP_UP_REQUIRED", refusal.Code);
        Assert.Equal($"{StepUp.Substantial} {StepUp.High}", refusal.Details!["acr_values"]);
        Assert.Equal(900, refusal.Details["max_age"]);
        Assert.Equal("FORBIDDEN", Assert.Throws<ClientException>(() => caller.RequireRole(Role.Editor)).Code);
        caller.RequireRole(Role.Administrator, Role.Reader);
    }

    [Fact]
    public void Whose_only_role_is_withheld_is_a_member_all_the_same()
    {
        var caller = Caller.From(Principal(("roles_withheld", Role.Administrator)));

        caller.RequireMember();
        Assert.Equal(
            "STEP_UP_REQUIRED",
            Assert.Throws<ClientException>(() => caller.RequireRole(Role.Institute, Role.Administrator)).Code);
    }

    [Fact]
    public void A_token_tells_how_they_signed_in()
    {
        var token = OuterToken.From(Principal(
            ("iss", "https://inloggen.example"), ("acr", "gold"), ("amr", "pwd"), ("amr", "otp"),
            ("auth_time", "1525176000"), ("exp", "1525179600"), ("client_id", "portal")))!;

        Assert.Equal(("https://inloggen.example", "someone", "portal", false),
            (token.Issuer, token.Subject, token.Client, token.IsMachine));
        Assert.Equal("gold", token.Acr);
        Assert.Equal(["otp", "pwd"], token.Amr.Order());
        Assert.Equal(now, token.AuthenticatedAt);   // 1525176000 is 1 May 2018, 12:00 UTC
        Assert.Equal(now.AddHours(1), token.ExpiresAt);
    }

    [Fact]
    public void Nobody_has_no_token() => Assert.Null(OuterToken.From(new ClaimsPrincipal(new ClaimsIdentity())));

    private static IReadOnlyList<string> Roles(OuterToken token, StepUpOptions options) =>
        StepUp.Judge([Role.Administrator, Role.Institute], token, options, now).Roles;

    private static OuterToken Token(string? acr, int? secondsAgo) => new()
    {
        Issuer = "https://inloggen.example", Subject = "someone", Acr = acr,
        AuthenticatedAt = secondsAgo is { } ago ? now.AddSeconds(-ago) : null,
    };

    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims) => new(new ClaimsIdentity(
        [new Claim("sub", "someone"), .. claims.Select(claim => new Claim(claim.Type, claim.Value))], "test"));
}
