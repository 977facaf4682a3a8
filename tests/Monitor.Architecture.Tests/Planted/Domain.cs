using Planted.Storage;

// Types that do what a Domain/ may not, each in its own way: RoomTests must find them all.
namespace Planted.Domain;

internal sealed class Innocent
{
    public DateOnly Day { get; init; }

    public IReadOnlyList<ByField?> Own { get; init; } = [];
}

[Stored]
internal sealed class ByAttribute;

internal sealed class ByBase : Store;

internal sealed class ByField
{
    public Store? Store { get; init; }
}

internal sealed class ByParameter
{
    public static bool IsNothing(Store? store) => store is null;
}

internal sealed class ByTypeArgument
{
    public List<Dictionary<string, Store>> Stores { get; } = [];
}

internal sealed class ByConstraint
{
    public static bool IsNothing<T>(T? value)
        where T : class, IStored => value is null;
}

internal sealed class ByBody
{
    public static int Count() => Store.Open().GetHashCode();
}

internal sealed class ByLambda
{
    public static Func<int> Count() => static () => Store.Open().GetHashCode();
}

internal sealed class ByNested
{
    internal sealed class Inner
    {
        public object Held { get; } = Store.Open();
    }
}

internal sealed class OfDatabase
{
    public static string Name() => new System.Data.DataTable().TableName;
}

internal sealed class OfPackage
{
    public static Type Used() => typeof(Assert);
}
