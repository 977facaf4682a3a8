using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Benchmark.Events;

/// <summary>Fetches from community which consents hold.</summary>
public sealed class CommunityClient(DaprClient dapr)
{
    private const string App = "community";

    /// <summary>What holds now of every kind that benchmark keeps, withdrawn ones too.</summary>
    public async Task<IReadOnlyList<Consent>> ConsentsAsync(CancellationToken cancellationToken)
    {
        var all = new List<Consent>();
        foreach (var kind in Enum.GetValues<ConsentKind>())
        {
            var found = await dapr.GetAsync<IReadOnlyList<ConsentForm>>(
                App, $"/internal/consents/{EnumText.Of(kind)}", cancellationToken);
            all.AddRange(found.Select(c => new Consent(c.Municipality, kind, c.Granted, c.Revision)));
        }

        return all;
    }

    private sealed record ConsentForm(string Municipality, bool Granted, int Revision);
}
