using System.Buffers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Hosting;

namespace Monitor.Gateway.Membership;

/// <summary>
/// Makes the tokens that services believe: what a caller may, for a minute at most, signed by the gateway. Names nobody
/// but by the pseudonym.
/// </summary>
internal sealed class InternalTokens(
    InternalKey key, IOptions<MembershipOptions> options, IOptions<StepUpOptions> stepUp, TimeProvider clock)
{
    /// <summary>False: each caller's own token goes on.</summary>
    public bool AreMade => key.Now is not null;

    /// <summary>The caller with a token that is good for the next requests too.</summary>
    /// <param name="membership">What they may.</param>
    /// <param name="token">What they showed.</param>
    /// <param name="callerKey">See <see cref="ActingCaller.Key"/>.</param>
    public ActingCaller Make(Membership membership, OuterToken token, string callerKey)
    {
        var now = clock.GetUtcNow();
        var verdict = StepUp.Judge(membership.Roles, token, stepUp.Value, now);
        var scopes = token.IsMachine ? membership.Scopes.Where(token.Scopes.Contains).ToList() : [];
        var payload = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(payload))
        {
            Write(json, membership, token, verdict, scopes, now);
        }
        var signed = key.Now!.Sign(payload.WrittenSpan);
        MembershipMetrics.Signed();
        return ActingCaller.With(
            UserOf(membership, token, verdict, scopes),
            membership,
            token,
            callerKey,
            signed,
            clock.GetTimestamp() + (long)(UseOf(token, now).TotalSeconds * clock.TimestampFrequency));
    }

    public bool MayBeUsed(ActingCaller caller) => clock.GetTimestamp() < caller.UsedUntil;

    /// <summary>Not beyond the moment at which a sign-in becomes too old for some role.</summary>
    private TimeSpan UseOf(OuterToken token, DateTimeOffset now)
    {
        var use = options.Value.TokenReuse < options.Value.TokenLife / 2
            ? options.Value.TokenReuse
            : options.Value.TokenLife / 2;
        var left = token.AuthenticatedAt + stepUp.Value.MaxAge - now;
        return left > TimeSpan.Zero && left < use ? left.Value : use;
    }

    private void Write(
        Utf8JsonWriter json,
        Membership membership,
        OuterToken token,
        StepUpVerdict verdict,
        List<string> scopes,
        DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        json.WriteStartObject();
        json.WriteString("iss", options.Value.Issuer);
        json.WriteString("aud", options.Value.Audience);
        json.WriteString("sub", membership.Member);
        json.WriteString("jti", Guid.NewGuid().ToString("N"));
        json.WriteNumber("iat", seconds);
        json.WriteNumber("nbf", seconds);
        json.WriteNumber("exp", seconds + (long)options.Value.TokenLife.TotalSeconds);
        if (membership.Municipality is { } municipality)
        {
            json.WriteString("municipality", municipality);
        }
        if (token.IsMachine)
        {
            json.WriteString("client_id", token.Client ?? token.Subject);
            json.WriteString("scope", string.Join(' ', scopes));
        }
        else
        {
            WriteRoles(json, verdict);
        }
        if (token.Acr is { } acr)
        {
            json.WriteString("acr", acr);
        }
        if (token.AuthenticatedAt is { } at)
        {
            json.WriteNumber("auth_time", at.ToUnixTimeSeconds());
        }
        json.WriteEndObject();
    }

    private static void WriteRoles(Utf8JsonWriter json, StepUpVerdict verdict)
    {
        WriteList(json, "roles", verdict.Roles);
        if (verdict.Withheld.Count > 0)
        {
            WriteList(json, "roles_withheld", verdict.Withheld);
            json.WriteString("step_up_acr_values", string.Join(' ', verdict.AcrValues));
            json.WriteNumber("step_up_max_age", (long)verdict.MaxAge.TotalSeconds);
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    /// <summary>What the gateway's own rules look at: the same as the token says.</summary>
    private static ClaimsPrincipal UserOf(
        Membership membership, OuterToken token, StepUpVerdict verdict, List<string> scopes)
    {
        var claims = new List<Claim> { new("sub", membership.Member) };
        if (membership.Municipality is { } municipality)
        {
            claims.Add(new Claim("municipality", municipality));
        }
        if (token.IsMachine)
        {
            claims.Add(new Claim("client_id", token.Client ?? token.Subject));
            claims.Add(new Claim("scope", string.Join(' ', scopes)));
        }
        else
        {
            claims.AddRange(verdict.Roles.Select(role => new Claim("roles", role)));
        }
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "membership", "sub", "roles"));
    }
}
