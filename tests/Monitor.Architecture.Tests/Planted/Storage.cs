namespace Planted.Storage;

internal interface IStored;

internal class Store : IStored
{
    public static Store Open() => new();
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class StoredAttribute : Attribute;
