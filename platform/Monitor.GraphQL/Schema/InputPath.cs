using System.Globalization;

namespace Monitor.GraphQL.Schema;

/// <summary>The way to a place within an input value; null stands for the value itself.</summary>
internal sealed record InputPath(InputPath? Parent, object Key)
{
    /// <summary>As in messages: <c> at .items[0].name</c> with the space before it, or nothing.</summary>
    public static string Show(InputPath? path) => path is null ? "" : " at " + Keys(path);

    private static string Keys(InputPath? path) => path is null
        ? ""
        : Keys(path.Parent) + (path.Key is int index
            ? string.Create(CultureInfo.InvariantCulture, $"[{index}]")
            : $".{path.Key}");
}
