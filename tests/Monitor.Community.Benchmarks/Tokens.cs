using System.Collections.Concurrent;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Community.Benchmarks;

/// <summary>The gateway's tokens for members, which are good for a minute and signed anew after half of it.</summary>
internal sealed class Tokens(TestIssuer issuer, Population population, int members)
{
    private readonly ConcurrentDictionary<(int Member, long Half), string> signed = new();

    public string Of(int member) => signed.GetOrAdd(
        (member, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30),
        key =>
        {
            var claims = TestIssuer.Claims(population.MunicipalityOf(key.Member), Role.Officer);
            claims["sub"] = Population.MemberId(key.Member).ToString("N");
            return issuer.Sign(claims);
        });

    public string OfAny(Random random) => Of(random.Next(members));
}
