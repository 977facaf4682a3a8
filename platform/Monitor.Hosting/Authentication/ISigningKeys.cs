using Microsoft.IdentityModel.Tokens;

namespace Monitor.Hosting;

/// <summary>The public keys by which tokens are checked, as they are now.</summary>
internal interface ISigningKeys
{
    /// <summary>The key of this id among those that are known; null where there is none.</summary>
    SecurityKey? Known(string? id);

    /// <summary>Looks for news where this id is not known, within limits; done once it is settled.</summary>
    ValueTask LookForAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Where no keys are set: no token holds.</summary>
internal sealed class NoKeys : ISigningKeys
{
    public SecurityKey? Known(string? id) => null;

    public ValueTask LookForAsync(string id, CancellationToken cancellationToken) => default;
}
