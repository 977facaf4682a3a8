using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>The group that a client asks for.</summary>
public sealed record GroupInput(GroupKind Kind, string? Code = null, string? SizeClass = null)
{
    /// <summary>The aggregate of this group in a round, or the exception that says what is wrong with it.</summary>
    /// <param name="round">Year.</param>
    /// <param name="components">The parts that count.</param>
    /// <param name="own">The municipality whose own group is meant without a code; null where there is none.</param>
    public object In(int round, Components components, Municipality? own = null) =>
        KeyOf(round, own) switch
        {
            AggregateKey key => key with { Components = components },
            RegionOfOtherKind region => region with { Components = components },
            var wrong => wrong,
        };

    private object KeyOf(int round, Municipality? own) => Kind switch
    {
        _ when SizeClass is not null && Kind != GroupKind.SizeClassInVeiligThuis =>
            BadInput("`sizeClass` goes with SIZE_CLASS_IN_VEILIG_THUIS only."),
        GroupKind.Country => Code is null
            ? new AggregateKey(round, Kind, null)
            : BadInput("COUNTRY has no code: leave it out."),
        GroupKind.SizeClass => ClassOf(Code, own) is { } code
            ? new AggregateKey(round, Kind, code)
            : NoClass(Code, own),
        GroupKind.VeiligThuis => (Code ?? own?.VeiligThuis) is { } region
            ? new AggregateKey(round, Kind, region)
            : NoCode("Veilig Thuis region", own),
        GroupKind.SizeClassInVeiligThuis => Crossing(round, own),
        GroupKind.Selection => Code is null
            ? BadInput("Give the id of the selection.")
            : new RegionOfOtherKind(round, EnumText.Of(Kind), Components.All), // its id is its municipality's own
        _ => (Code ?? own?.Regions.GetValueOrDefault(EnumText.Of(Kind))) is { } region
            ? new RegionOfOtherKind(round, region, Components.All)
            : NoCode("region", own),
    };

    private object Crossing(int round, Municipality? own) => (Code ?? own?.VeiligThuis, ClassOf(SizeClass, own)) switch
    {
        (null, _) => NoCode("Veilig Thuis region", own),
        (_, null) => NoClass(SizeClass, own),
        var (region, sizeClass) => new AggregateKey(round, Kind, Group.CrossingCode(region, sizeClass)),
    };

    private static string? ClassOf(string? given, Municipality? own) =>
        (given ?? own?.SizeClass) is { } sizeClass ? Group.OfSizeClass(sizeClass)?.Code : null;

    private static ClientException NoClass(string? given, Municipality? own) =>
        given is null ? NoCode("size class", own) : BadInput($"'{given}' is not a value of SizeClass.");

    private static ClientException NoCode(string name, Municipality? own) => BadInput(own is null
        ? $"Give the code of the {name}."
        : $"The {name} of this municipality is not known: give a code.");

    private static ClientException BadInput(string message) => new("BAD_USER_INPUT", message);
}
