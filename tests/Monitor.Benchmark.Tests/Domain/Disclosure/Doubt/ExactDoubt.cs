using System.Globalization;
using System.Text;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Tests.Attack;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>
/// What three can find out at best in a small world, as a problem in whole numbers: everybody has one of the values
/// that occur, all told sums are exact, the panel's mean is a rounded one, and three know their own.
/// </summary>
internal sealed class ExactDoubt
{
    private readonly SmallWorld world;
    private readonly int[][] values;
    private readonly StringBuilder rows = new();
    private readonly StringBuilder whole = new();

    /// <param name="world">All that is told.</param>
    /// <param name="knowing">Places in its list of the three.</param>
    public ExactDoubt(SmallWorld world, IReadOnlyCollection<int> knowing)
    {
        this.world = world;
        values =
        [
            .. Enumerable.Range(0, 3).Select(part => world.Members.Select(m => m.Points[part]).Distinct().ToArray()),
        ];
        foreach (var member in Enumerable.Range(0, world.Members.Count))
        {
            WriteMember(member, knowing.Contains(member));
        }

        WriteSums(world.Country, _ => true);
        foreach (var (group, telling) in world.Told)
        {
            WriteSums(telling, group.Holds);
        }

        WritePanel();
    }

    /// <summary>The least and the most of each part of one, and of its total.</summary>
    public LinearProblem Of(int member) => new(
        $"Subject To\n{rows}Binaries\n{whole}",
        [.. Enumerable.Range(0, 3).Select(part => Points(member, part)),
            string.Join(" + ", Enumerable.Range(0, 3).Select(part => Points(member, part)))]);

    private void WriteMember(int member, bool isKnown)
    {
        for (var part = 0; part < 3; part++)
        {
            var names = values[part].Select(v => $"m{member}p{part}v{v}").ToList();
            whole.AppendJoin(' ', names).Append('\n');
            rows.Append(CultureInfo.InvariantCulture, $" {string.Join(" + ", names)} = 1\n");
            if (isKnown)
            {
                var own = world.Members[member].Points[part];
                rows.Append(CultureInfo.InvariantCulture, $" m{member}p{part}v{own} = 1\n");
            }
        }
    }

    private void WriteSums(Telling telling, Func<Participant, bool> isIn)
    {
        var members = world.Participants.Index().Where(p => isIn(p.Item)).Select(p => p.Index).ToList();
        int[][] sums = telling switch
        {
            Telling.Parts => [[0], [1], [2]],
            Telling.Total => [[0, 1, 2]],
            _ => [],
        };
        foreach (var parts in members.Count == 0 ? [] : sums)
        {
            rows.Append(CultureInfo.InvariantCulture, $" {SumOf(members, parts)} = {Truth(members, parts)}\n");
        }
    }

    private void WritePanel()
    {
        var members = world.Members.Index().Where(m => world.Panel.Contains(m.Item.Code)).Select(m => m.Index).ToList();
        if (members.Count > 0)
        {
            int[] all = [0, 1, 2];
            var mean = Rounding.Whole((decimal)Truth(members, all) / members.Count);
            var (least, most) = (members.Count * (mean - 0.5m), members.Count * (mean + 0.5m));
            rows.Append(CultureInfo.InvariantCulture, $" {SumOf(members, all)} >= {least}\n");
            rows.Append(CultureInfo.InvariantCulture, $" {SumOf(members, all)} <= {most}\n");
        }
    }

    private int Truth(List<int> members, int[] parts) => members.Sum(m => parts.Sum(p => world.Members[m].Points[p]));

    private string SumOf(List<int> members, int[] parts) =>
        string.Join(" + ", members.SelectMany(m => parts.Select(part => Points(m, part))));

    private string Points(int member, int part) =>
        string.Join(" + ", values[part].Select(v => $"{v} m{member}p{part}v{v}"));
}
