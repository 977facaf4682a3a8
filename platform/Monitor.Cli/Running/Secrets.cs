using System.Security.Cryptography;
using System.Text.Json;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Running;

/// <summary>Passwords and tokens of this clone's system: random, made once, in a file of 0600.</summary>
public sealed record Secrets
{
    public required string Postgres { get; init; }

    public required string Cache { get; init; }

    public required string Broker { get; init; }

    /// <summary>Apps send it to their sidecars.</summary>
    public required string DaprApiToken { get; init; }

    /// <summary>Sidecars send it to their apps.</summary>
    public required string AppApiToken { get; init; }

    /// <summary>By role: "scoring_owner", "scoring_app".</summary>
    public required IReadOnlyDictionary<string, string> Roles { get; init; }

    public static async Task<Secrets> OpenAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workplace);
        var file = Path.Combine(workplace.Home, "secrets.json");
        if (File.Exists(file))
        {
            return JsonSerializer.Deserialize<Secrets>(
                await File.ReadAllTextAsync(file, cancellationToken), JsonSerializerOptions.Web)!;
        }

        var made = new Secrets
        {
            Postgres = Random(),
            Cache = Random(),
            Broker = Random(),
            DaprApiToken = Random(),
            AppApiToken = Random(),
            Roles = Part.Services
                .SelectMany(part => (string[])[$"{part.Name}_owner", $"{part.Name}_app"])
                .ToDictionary(role => role, _ => Random()),
        };
        await PrivateFile.WriteAsync(
            file, JsonSerializer.Serialize(made, JsonSerializerOptions.Web), cancellationToken);
        return made;
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
