using System.Text.Json;

namespace Monitor.Hosting;

/// <summary>How a domain enum stands in a column: as in the graph, <c>VeiligThuis</c> is <c>VEILIG_THUIS</c>.</summary>
public static class EnumText
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <exception cref="FormatException">No member is written so.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value)
        && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"'{text}' is not a {typeof(T).Name}.");
}
