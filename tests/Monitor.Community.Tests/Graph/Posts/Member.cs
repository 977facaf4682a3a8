using Monitor.Community.Domain;
using Monitor.Testing;

namespace Monitor.Community.Tests.Graph;

/// <summary>A persona of the seeds, who asks with the token that the gateway would make.</summary>
/// <param name="Role">The one role.</param>
/// <param name="Municipality">Null: of the institute.</param>
public sealed record Member(string Role, string? Municipality = null)
{
    public static readonly Member Enschede = new("officer", "GM0153");
    public static readonly Member Utrecht = new("officer", "GM0344");
    public static readonly Member Zwolle = new("officer", "GM0193");
    public static readonly Member Reader = new("reader", "GM0193");
    public static readonly Member Moderator = new("moderator");
    public static readonly Member Editor = new("editor");
    public static readonly Member Institute = new("institute");

    /// <summary>Someone with a token and no membership.</summary>
    public static readonly Member Account = new("");

    public Guid Id => Persona.IdOf(Persona.SubjectOf(Role, Municipality));

    public Dictionary<string, object> Claims()
    {
        var claims = TestIssuer.Claims(Municipality, Role.Length == 0 ? [] : [Role]);
        claims["sub"] = Id.ToString("N");
        return claims;
    }
}
