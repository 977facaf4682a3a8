using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Tests.Comparisons;

/// <summary>
/// Both rounds released, and between their releases some municipalities consented: in 2017 they stand under their
/// names, in 2014 they were not asked. Enschede's centre area is CA-GM0153, in Overijssel (PV23) and Twente (VT05).
/// </summary>
public sealed class NamesApplication : ReleasedApplication
{
    /// <summary>Named; took part in 2014 and 2017; centre municipality of CA-GM0153; 100,000 to 250,000.</summary>
    public const string Enschede = "GM0153";

    /// <summary>Named; took part in 2017 only; under 25,000; in CA-GM0153.</summary>
    public const string Losser = "GM0168";

    /// <summary>Named; took part in both; another area.</summary>
    public const string Groningen = "GM0014";

    /// <summary>Named, but took part in neither round.</summary>
    public const string Appingedam = "GM0003";

    /// <summary>Share in their centre area CA-GM0153; took part in 2017.</summary>
    public const string Hengelo = "GM0164";

    public const string Oldenzaal = "GM0173";

    /// <summary>In CA-GM0153, took part in 2017, consents to nothing.</summary>
    public const string Tubbergen = "GM0183";

    /// <summary>Gives a selection to another person: tokens of one municipality here are all of one.</summary>
    public async Task SetOwnerAsync(string selection, string subject)
    {
        await using var database = Database.Open();
        await using var acting = await ActingAs.Service.BeginAsync(database, CancellationToken.None);
        await using var command = new NpgsqlCommand(
            "UPDATE selections SET owner = $2 WHERE id = $1::uuid", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(selection);
        command.Parameters.AddValue(subject);
        await command.ExecuteNonQueryAsync();
        await acting.CommitAsync(CancellationToken.None);
    }

    protected override async Task BeforeAsync(int round)
    {
        if (round == 2017)
        {
            foreach (var code in (string[])[Enschede, Losser, Groningen, Appingedam])
            {
                await DeliverConsentAsync(code, "NAMED");
            }

            foreach (var code in (string[])[Hengelo, Oldenzaal])
            {
                await DeliverConsentAsync(code, "SHARED_IN_CENTRE_AREA");
            }
        }
    }
}
