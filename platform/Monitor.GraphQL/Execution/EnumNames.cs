using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Which member of a C# enum is which value of a GraphQL enum.</summary>
/// <remarks>
/// Names are compared without underscores and case: <c>VeiligThuis</c> is <c>VEILIG_THUIS</c> and <c>Under25k</c> is
/// <c>UNDER_25K</c>.
/// </remarks>
internal sealed class EnumNames
{
    private static readonly ConcurrentDictionary<Type, EnumNames> ByType = new();

    private readonly FrozenDictionary<string, object> members;
    private readonly ConditionalWeakTable<EnumType, FrozenDictionary<object, string>> values = [];

    private EnumNames(Type type) => members = Enum.GetNames(type)
        .ToFrozenDictionary(Bare, name => Enum.Parse(type, name), StringComparer.Ordinal);

    public static EnumNames Of(Type type) => ByType.GetOrAdd(type, static key => new EnumNames(key));

    public IEnumerable<object> Members => members.Values;

    /// <summary>The member that a value of the schema means; null where the C# enum has none.</summary>
    public object? Member(string value) => members.GetValueOrDefault(Bare(value));

    /// <summary>The values of the schema by member; members that the schema does not have are left out.</summary>
    public FrozenDictionary<object, string> ValuesIn(EnumType type) => values.GetValue(type, key => key.Values.Keys
        .Where(value => Member(value) is not null)
        .ToFrozenDictionary(value => Member(value)!));

    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
