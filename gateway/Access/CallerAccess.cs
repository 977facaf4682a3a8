using System.Security.Claims;
using Microsoft.Extensions.Options;
using Monitor.Hosting;

namespace Monitor.Gateway.Access;

/// <summary>
/// Tells which conditions a caller meets, by the checked token. Without tokens every caller is a stranger.
/// </summary>
internal sealed class CallerAccess(IOptions<FieldAccessOptions> options)
{
    private readonly ILookup<string, FieldAccessOptions.Policy> policies =
        options.Value.Policies.ToLookup(policy => policy.Name, StringComparer.Ordinal);

    public bool Refuses(Refusal refusal) => options.Value.Refuses == refusal;

    public bool Knows(string policy) => policies.Contains(policy);

    /// <summary>A text of 1 (met) and 0 for each condition.</summary>
    public string Outcome(IReadOnlyList<AccessCondition> conditions, ClaimsPrincipal caller)
    {
        var isKnown = caller.Identity?.IsAuthenticated == true;
        var scopes = isKnown ? Caller.ScopesOf(caller).ToHashSet() : [];
        var roles = isKnown ? caller.FindAll("roles").Select(claim => claim.Value).ToHashSet() : [];
        return string.Create(conditions.Count, conditions, (text, all) =>
        {
            for (var index = 0; index < all.Count; index++)
            {
                text[index] = isKnown && Meets(all[index], scopes, roles) ? '1' : '0';
            }
        });
    }

    private bool Meets(AccessCondition condition, HashSet<string> scopes, HashSet<string> roles) =>
        condition.Kind switch
        {
            AccessKind.Authenticated => true,
            AccessKind.Scopes => condition.AnyOf.Any(set => set.All(scopes.Contains)),
            _ => condition.AnyOf.Any(set => set.All(name => policies[name].Any(
                policy => policy.Roles.Any(roles.Contains) || policy.Scopes.Any(scopes.Contains)))),
        };
}
