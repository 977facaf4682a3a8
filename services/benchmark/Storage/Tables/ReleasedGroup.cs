using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Names a group in one edition of a release.</summary>
/// <param name="Release">Id of the edition.</param>
/// <param name="Kind">Of the group.</param>
/// <param name="Code">Null for the country.</param>
public sealed record ReleasedGroup(string Release, GroupKind Kind, string? Code)
{
    /// <summary>A query whose first three parameters are the releases, kinds and codes asked for.</summary>
    internal static NpgsqlBatchCommand Select(string sql, IReadOnlyCollection<ReleasedGroup> groups) => new(sql)
    {
        Parameters =
        {
            Texts(groups.Select(g => g.Release)),
            Texts(groups.Select(g => EnumText.Of(g.Kind))),
            Texts(groups.Select(g => g.Code ?? "")),
        },
    };

    /// <summary>Reads the first three columns of a row.</summary>
    internal static ReleasedGroup Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        EnumText.Parse<GroupKind>(row.GetString(1)),
        row.GetString(2) is { Length: > 0 } code ? code : null);
}
