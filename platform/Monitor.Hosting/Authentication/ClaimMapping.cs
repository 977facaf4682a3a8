using System.Security.Claims;

namespace Monitor.Hosting;

/// <summary>
/// Brings the claims of a provider's token under the names that Monitor reads: <c>sub</c>, <c>client_id</c> and
/// <c>scope</c>, <c>amr</c>, and <see cref="MachineClaim"/> where a program got the token for itself.
/// </summary>
internal sealed class ClaimMapping(ClaimNames names)
{
    /// <summary>Of our own making: a claim of this name in a token counts for nothing.</summary>
    public const string MachineClaim = "monitor:machine";
    private const string Subject = "sub";
    private const string Client = "client_id";
    private const string Scope = "scope";
    private const string Amr = "amr";

    private readonly IReadOnlyList<string> _clients = names.Client ?? [Client, "azp"];
    private readonly IReadOnlyList<string> _scopes = names.Scope ?? [Scope, "scp"];
    private readonly IReadOnlyList<string> _means = names.Amr ?? [Amr];
    private readonly string[]? _machine = names.Machine?.Split('=', 2);

    /// <summary>The same person under our names.</summary>
    public ClaimsPrincipal Apply(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var subject = user.FindFirst(names.Subject)?.Value;
        var client = _clients.Select(name => user.FindFirst(name)?.Value)
            .FirstOrDefault(value => value is { Length: > 0 });
        var scopes = user.Claims.Where(claim => _scopes.Contains(claim.Type)).Select(claim => claim.Value).ToArray();
        var means = user.Claims.Where(claim => _means.Contains(claim.Type)).Select(claim => claim.Value);
        var identity = new ClaimsIdentity(
            user.Claims.Where(claim => claim.Type is not (Subject or Client or Scope or Amr or MachineClaim))
                .Concat(means.Select(value => new Claim(Amr, value))),
            user.Identity?.AuthenticationType, Subject, "roles");
        Add(identity, Subject, subject);
        Add(identity, Client, client);
        Add(identity, Scope, string.Join(' ', scopes));
        if (client is { Length: > 0 } && IsMachine(user, subject, client))
        {
            identity.AddClaim(new Claim(MachineClaim, "true"));
        }

        return new ClaimsPrincipal(identity);
    }

    private bool IsMachine(ClaimsPrincipal user, string? subject, string client) => _machine switch
    {
        null => string.Equals(subject, client, StringComparison.Ordinal),
        [var claim] => user.HasClaim(each => each.Type == claim),
        _ => user.HasClaim(_machine[0], _machine[1]),
    };

    private static void Add(ClaimsIdentity identity, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            identity.AddClaim(new Claim(name, value));
        }
    }
}
