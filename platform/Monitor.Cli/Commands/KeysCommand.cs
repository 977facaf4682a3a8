using Monitor.Cli.Tokens;

namespace Monitor.Cli.Commands;

/// <summary>Makes the gateway's keys for an environment, and has one take another's place.</summary>
internal static class KeysCommand
{
    public static IReadOnlyList<string> Steps { get; } = ["first", "next", "turn", "drop"];

    /// <returns>What to do with the files now.</returns>
    /// <exception cref="CliException">The step does not fit what is there, or is none.</exception>
    public static async Task<string> RunAsync(string folder, string step, CancellationToken cancellationToken)
    {
        var keys = new InternalKeys(folder, isForDevelopment: false);
        switch (step)
        {
            case "first":
                await keys.OpenAsync(cancellationToken);
                return $"{keys.KeyFile} is for the gateway alone, {keys.Jwks} for the services.";
            case "next":
                await keys.PrepareNextAsync(cancellationToken);
                return $"Give services {keys.Jwks}; when all have read it: turn.";
            case "turn":
                await keys.TurnAsync(cancellationToken);
                return $"Give the gateway {keys.KeyFile}, and services {keys.Jwks}; a minute later: drop.";
            case "drop":
                await keys.DropOldAsync(cancellationToken);
                return $"Give services {keys.Jwks}: the old key is believed no more.";
            default:
                throw new CliException($"There is no step '{step}'. Steps: {string.Join(", ", Steps)}.");
        }
    }
}
