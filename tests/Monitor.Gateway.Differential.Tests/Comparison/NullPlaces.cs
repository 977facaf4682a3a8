using System.Globalization;
using System.Text.Json;
using Monitor.Gateway.Differential.Tests.Running;

namespace Monitor.Gateway.Differential.Tests.Comparison;

/// <summary>The nulls of an answer that its errors lead to.</summary>
/// <remarks>
/// GraphQL 2025 §6.4.4: of several errors below one null, all but one may be left out. So nulls are compared, not
/// errors.
/// </remarks>
internal static class NullPlaces
{
    private static readonly JsonSerializerOptions deep = new() { MaxDepth = 512 };

    /// <summary>For each error the null at or above its path, as <c>a.0.b</c>; its path where there is none.</summary>
    public static HashSet<string> Of(Answer answer)
    {
        var data = answer.Data is null ? default : JsonSerializer.Deserialize<JsonElement>(answer.Data, deep);
        return [.. answer.Errors.Select(error => PlaceOf(data, error.Path!.Split('.')))];
    }

    private static string PlaceOf(JsonElement data, string[] path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (Below(data, path[i]) is not { } next)
            {
                return string.Join('.', path[..i]);
            }

            data = next;
        }

        return string.Join('.', path);
    }

    /// <summary>What stands there; nothing below a null, or where it is not.</summary>
    private static JsonElement? Below(JsonElement json, string step) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty(step, out var member) => member,
        JsonValueKind.Array when int.TryParse(step, CultureInfo.InvariantCulture, out var index)
            && index < json.GetArrayLength() => json[index],
        _ => null,
    };
}
