using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>The group that a client asks for.</summary>
public sealed record GroupInput(GroupKind Kind, string? Code = null)
{
    /// <summary>The aggregate of this group in a round, or the exception that says what is wrong with it.</summary>
    /// <param name="round">Year.</param>
    /// <param name="own">The municipality whose own group is meant without a code; null where there is none.</param>
    public object In(int round, Municipality? own = null) => (Kind, Code ?? OwnCode(own)) switch
    {
        (GroupKind.Country, null) => new AggregateKey(round, Kind, null),
        (GroupKind.Country, _) => new ClientException("BAD_USER_INPUT", "COUNTRY has no code: leave it out."),
        (_, null) => new ClientException("BAD_USER_INPUT", own is null
            ? $"Give the code of the {Name}."
            : $"The {Name} of this municipality is not known: give a code."),
        (GroupKind.SizeClass, var code) => Group.OfSizeClass(code) is { } group
            ? new AggregateKey(round, Kind, group.Code)
            : new ClientException("BAD_USER_INPUT", $"'{code}' is not a value of SizeClass."),
        (_, var code) => new AggregateKey(round, Kind, code),
    };

    private string Name => Kind == GroupKind.SizeClass ? "size class" : "Veilig Thuis region";

    private string? OwnCode(Municipality? own) => Kind switch
    {
        GroupKind.SizeClass => own?.SizeClass,
        GroupKind.VeiligThuis => own?.VeiligThuis,
        _ => null,
    };
}
