using System.Text.RegularExpressions;
using Monitor.Cli.Running;
using Monitor.Cli.Tokens;
using Monitor.Hosting;
using Monitor.Identity;

namespace Monitor.Cli.Commands;

/// <summary>
/// Signs an access token with the identity provider's key, as it would give it to that persona or machine, and prints
/// it, and nothing else, on standard output.
/// </summary>
internal sealed partial class TokenCommand(Workplace workplace, Func<string, string?> readEnvironment)
{
    /// <summary>What <c>--acr</c> may be called for short.</summary>
    private static readonly Dictionary<string, string> levels = new()
    {
        ["low"] = StepUp.Low, ["substantial"] = StepUp.Substantial, ["high"] = StepUp.High,
    };

    /// <exception cref="CliException">Outside Development, or a municipality, role or scope that cannot be.</exception>
    public Task<string> SignAsync(DevelopmentToken token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireDevelopment();
        if (token.Municipality is not null && !MunicipalityCode().IsMatch(token.Municipality))
        {
            throw new CliException($"'{token.Municipality}' is no CBS code of a municipality, such as GM0153.");
        }

        if (token.Roles.FirstOrDefault(role => !Role.All.Contains(role)) is { } unknown)
        {
            throw new CliException($"There is no role '{unknown}'. Roles: {string.Join(", ", Role.All)}.");
        }

        if (token.Scopes.FirstOrDefault(scope => !Scope.All.Contains(scope)) is { } foreign)
        {
            throw new CliException($"There is no scope '{foreign}'. Scopes: {string.Join(", ", Scope.All)}.");
        }

        if (token.Client is not null && token.Roles.Count > 0)
        {
            throw new CliException("A program (--client) has scopes and no roles: leave --role out.");
        }

        workplace.Prepare();
        return Task.FromResult(Sign(workplace, token, TimeProvider.System));
    }

    /// <summary>By the key and in the name of the provider of this clone's running system.</summary>
    public static string Sign(Workplace workplace, DevelopmentToken token, TimeProvider clock)
    {
        var ports = RunState.Open(workplace).Ports;
        var running = ports == 0 ? workplace : workplace with { Ports = ports };
        var claims = (token with { Issuer = running.UrlOf(Part.Identity) }).Claims(clock.GetUtcNow());
        return KeyRing.Open(workplace.IdentityKeys).Signing(SigningKey.Es256).Sign(AccessToken.Type, claims);
    }

    /// <summary>Who <c>--municipality</c>, <c>--role</c>, <c>--subject</c> and <c>--client</c> say it is.</summary>
    /// <exception cref="CliException">They name nobody, or a persona that there is not.</exception>
    public static DevelopmentToken Read(TokenArguments given)
    {
        if (given.Subject is null && given.Client is null)
        {
            RequirePersona(given);
        }

        return new DevelopmentToken
        {
            Subject = given.Subject ?? (given.Roles is [var role] ? PersonaSubject.Of(role, given.Municipality) : ""),
            Municipality = given.Municipality,
            Roles = given.Roles,
            Scopes = given.Scopes,
            Client = given.Client,
            Acr = given.Acr is { } acr ? levels.GetValueOrDefault(acr, acr) : null,
        };
    }

    private static void RequirePersona(TokenArguments given)
    {
        if (given.Roles is not [var role])
        {
            throw new CliException(
                "Say who: --role institute, --municipality GM0153 --role officer, --client nightly, or --subject.");
        }

        var needsMunicipality = Role.All.Contains(role) && !Role.OfInstitute.Contains(role);
        if (needsMunicipality && given.Municipality is null)
        {
            throw new CliException($"The role {role} is of a municipality: --municipality GM0153.");
        }

        if (Role.OfInstitute.Contains(role) && given.Municipality is not null)
        {
            throw new CliException($"The role {role} is of no municipality: leave --municipality out.");
        }
    }

    private void RequireDevelopment()
    {
        foreach (var variable in (string[])["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"])
        {
            if (readEnvironment(variable) is { Length: > 0 } environment and not "Development")
            {
                throw new CliException(
                    $"{variable} is {environment}: development tokens exist in Development only.");
            }
        }
    }

    [GeneratedRegex(@"^GM\d{4}$")]
    private static partial Regex MunicipalityCode();
}

/// <summary>What <c>./monitor token</c> was given.</summary>
internal sealed record TokenArguments
{
    public string? Municipality { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public string? Subject { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public string? Client { get; init; }

    /// <summary>low, substantial, high, or any other text.</summary>
    public string? Acr { get; init; }
}
