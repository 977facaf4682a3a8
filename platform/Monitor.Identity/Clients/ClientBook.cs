using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Monitor.Hosting;

namespace Monitor.Identity;

/// <summary>The clients of the settings, and a machine for each centre municipality.</summary>
internal sealed class ClientBook(IOptions<IdentityOptions> options, Places places)
{
    private readonly FrozenDictionary<string, Client> _clients =
        ((Client[])[.. (options.Value.Clients ?? []).Select(Client.Of), .. RegionMachines(options.Value, places)])
            .ToFrozenDictionary(client => client.Id, StringComparer.Ordinal);

    public IEnumerable<Client> All => _clients.Values;

    public Client? Find(string? id) => id is null ? null : _clients.GetValueOrDefault(id);

    private static IEnumerable<Client> RegionMachines(IdentityOptions options, Places places) =>
        options.RegionMachineSecret is not { Length: > 0 } secret
            ? []
            : places.Municipalities.Where(place => place.IsCentre).Select(place => new Client
            {
                Id = $"region-{place.Code.ToLowerInvariant()}",
                Name = $"Regio van {place.Name}",
                Secret = secret,
                Grants = [Grant.ClientCredentials],
                Scopes = Scope.All,
            });
}
