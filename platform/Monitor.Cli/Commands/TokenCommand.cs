using System.Text.RegularExpressions;
using Monitor.Cli.Running;
using Monitor.Cli.Tokens;

namespace Monitor.Cli.Commands;

/// <summary>Signs a development token and prints it, and nothing else, on standard output.</summary>
internal sealed partial class TokenCommand(Workplace workplace, Func<string, string?> readEnvironment)
{
    /// <exception cref="CliException">Outside Development, or a municipality, role or scope that cannot be.</exception>
    public async Task<string> SignAsync(DevelopmentToken token, CancellationToken cancellationToken)
    {
        foreach (var variable in (string[])["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"])
        {
            if (readEnvironment(variable) is { Length: > 0 } environment and not "Development")
            {
                throw new CliException(
                    $"{variable} is {environment}: development tokens exist in Development only.");
            }
        }

        if (token.Municipality is not null && !MunicipalityCode().IsMatch(token.Municipality))
        {
            throw new CliException($"'{token.Municipality}' is no CBS code of a municipality, such as GM0153.");
        }

        if (token.Roles.FirstOrDefault(role => !Hosting.Role.All.Contains(role)) is { } unknown)
        {
            throw new CliException($"There is no role '{unknown}'. Roles: {string.Join(", ", Hosting.Role.All)}.");
        }

        if (token.Scopes.FirstOrDefault(scope => !Hosting.Scope.All.Contains(scope)) is { } foreign)
        {
            throw new CliException($"There is no scope '{foreign}'. Scopes: {string.Join(", ", Hosting.Scope.All)}.");
        }

        if (token.Client is not null && token.Roles.Count > 0)
        {
            throw new CliException("A program (--client) has scopes and no roles: leave --role out.");
        }

        workplace.Prepare();
        using var key = await DevelopmentKey.OpenAsync(workplace.Keys, cancellationToken);
        return key.Sign(token.Claims(TimeProvider.System.GetUtcNow()));
    }

    [GeneratedRegex(@"^GM\d{4}$")]
    private static partial Regex MunicipalityCode();
}
