using Monitor.Community.Domain;
using Monitor.Community.Storage;

namespace Monitor.Community.Graph;

/// <summary>Checks which roles someone gives, in which municipality.</summary>
public sealed class RoleGrant(AreaStore areas)
{
    /// <param name="decider">Who gives.</param>
    /// <param name="municipality">Where; null: at the institute.</param>
    /// <param name="roles">What is given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ClientException">
    /// FORBIDDEN: no say there. NO_ROLES. ROLE_NOT_ALLOWED: not theirs to give, or not for there. NOT_A_CENTRE.
    /// </exception>
    public async Task RequireAsync(
        Decider decider, string? municipality, IReadOnlyList<MemberRole> roles, CancellationToken cancellationToken)
    {
        var grantable = MemberRoles.GrantableBy(decider, municipality);
        if (grantable.Count == 0)
        {
            throw municipality is null && decider.IsInstitute
                ? new ClientException("ROLE_NOT_ALLOWED", "The institute's own roles are an administrator's to give.")
                : new ClientException("FORBIDDEN", "You do not decide who is a member there.");
        }

        if (roles.Count == 0)
        {
            throw new ClientException("NO_ROLES", "Give at least one role; `endMembership` ends a membership.");
        }

        if (roles.Except(grantable).Any())
        {
            throw new ClientException(
                "ROLE_NOT_ALLOWED",
                $"Of roles you may give {string.Join(", ", grantable.Select(role => role.Text()))} there.");
        }

        if (roles.Contains(MemberRole.RegionalCoordinator)
            && !await areas.IsCentreAsync(municipality!, cancellationToken))
        {
            throw new ClientException(
                "NOT_A_CENTRE", "Only a centre municipality (centrumgemeente) has regional coordinators.");
        }
    }
}
