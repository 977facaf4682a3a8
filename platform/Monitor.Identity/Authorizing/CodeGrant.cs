using Microsoft.Extensions.Options;

namespace Monitor.Identity;

/// <summary>What an authorization code stands for.</summary>
internal sealed class CodeGrant(AuthorizationRequest request, SignIn signIn)
{
    private int _redeemed;

    public AuthorizationRequest Request => request;

    public SignIn SignIn => signIn;

    /// <summary>The refresh tokens that came of it; they end when the code is shown a second time.</summary>
    public RefreshFamily? Family { get; set; }

    /// <summary>True for the first to redeem it only.</summary>
    public bool TryRedeem() => Interlocked.Exchange(ref _redeemed, 1) == 0;
}

/// <summary>Gives out codes; each can be redeemed once, soon.</summary>
internal sealed class Codes(IOptions<IdentityOptions> options, TimeProvider clock)
{
    // Kept on for as long as tokens made of it may live, to know a second use when it comes.
    private readonly Shelf<CodeGrant> _used = new(clock);
    private readonly Shelf<CodeGrant> _codes = new(clock);

    public string Give(AuthorizationRequest request, SignIn signIn)
    {
        var code = Secret.New();
        var grant = new CodeGrant(request, signIn);
        _codes.Put(code, grant, options.Value.Code);
        _used.Put(code, grant, options.Value.RefreshTokens);
        return code;
    }

    /// <summary>The grant of this code, unless it is too old, redeemed, or was never given.</summary>
    /// <remarks>A code shown twice was stolen from one of two: what came of it ends (RFC 6749 §4.1.2).</remarks>
    public CodeGrant? Redeem(string? code)
    {
        if (_used.Find(code) is not { } grant)
        {
            return null;
        }

        if (!grant.TryRedeem())
        {
            grant.Family?.End();
            return null;
        }

        return _codes.Find(code);
    }
}
