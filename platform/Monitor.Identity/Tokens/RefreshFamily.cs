using Microsoft.Extensions.Options;

namespace Monitor.Identity;

/// <summary>
/// One sign-in at one client, which refresh tokens renew: each is good for one use and gives the next. One that is
/// shown again was copied, so that the whole family ends (RFC 9700 §4.14.2).
/// </summary>
internal sealed class RefreshFamily(string id, CodeGrant grant)
{
    private readonly Lock _gate = new();
    private string _current = "";
    private bool _isEnded;

    public string ClientId => grant.Request.Client.Id;

    public SignIn SignIn => grant.SignIn;

    public IReadOnlyList<string> Scopes => grant.Request.Scopes;

    /// <summary>The next token: the one before it is spent. Null where the family has ended.</summary>
    /// <param name="shown">The token that was shown; null for the first.</param>
    public string? Next(string? shown)
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return null;
            }

            if (shown is not null && _current != Secret.Digest(shown))
            {
                _isEnded = true;
                return null;
            }

            var token = $"{id}.{Secret.New()}";
            _current = Secret.Digest(token);
            return token;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _isEnded = true;
        }
    }
}

/// <summary>All families, each for a day at most from when somebody signed in.</summary>
internal sealed class RefreshFamilies(IOptions<IdentityOptions> options, TimeProvider clock)
{
    private readonly Shelf<RefreshFamily> _families = new(clock);

    public RefreshFamily Begin(CodeGrant grant)
    {
        var id = Secret.New();
        var family = new RefreshFamily(id, grant);
        _families.Put(id, family, options.Value.RefreshTokens);
        grant.Family = family;
        return family;
    }

    /// <summary>The family of a token, spent ones included; null where there is none.</summary>
    public RefreshFamily? Of(string? token) => _families.Find(token?.Split('.')[0]);
}
