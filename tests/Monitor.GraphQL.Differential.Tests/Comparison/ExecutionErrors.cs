using System.Globalization;
using System.Text.Json;

namespace Monitor.GraphQL.Differential.Tests.Comparison;

/// <summary>Compares the errors of an execution, whose order is free, and so is which survive below a null.</summary>
/// <remarks>
/// GraphQL 2025 §6.4.4: of the errors whose nulls move to one place, or that stand below it, one is told; whether more
/// are is left open. So each null of the answer that errors lead to is compared on its own: an error at the place
/// itself must be told by both; of errors below it each tells at least one, and only such as the operation can raise.
/// </remarks>
internal static class ExecutionErrors
{
    /// <param name="ours">What the engine told.</param>
    /// <param name="theirs">What graphql-js told.</param>
    /// <param name="every">All that the operation can raise.</param>
    /// <param name="data">The data of both.</param>
    public static string? Difference(
        List<ErrorText> ours, List<ErrorText> theirs, List<ErrorText> every, JsonElement data)
    {
        if (Sorted(ours).SequenceEqual(Sorted(theirs)))
        {
            return null;
        }

        var (our, their) = (ByNull(ours, data), ByNull(theirs, data));
        foreach (var place in our.Keys.Union(their.Keys))
        {
            if (!our.TryGetValue(place, out var told) || !their.TryGetValue(place, out var expected))
            {
                return $"errors at [{place}]: {Show(our, place)} instead of {Show(their, place)}";
            }

            var isMoved = every.Any(error => error.Keys().Count > Length(place) && Null(error, data) == place);
            var isFree = isMoved && told.All(every.Contains);
            if (!isFree && !Sorted(told).SequenceEqual(Sorted(expected)))
            {
                return $"errors at [{place}]: {Show(our, place)} instead of {Show(their, place)}";
            }

            if (told.Distinct().Count() != told.Count)
            {
                return $"errors at [{place}]: told twice: {Show(our, place)}";
            }
        }

        return null;
    }

    private static Dictionary<string, List<ErrorText>> ByNull(List<ErrorText> errors, JsonElement data) =>
        errors.GroupBy(error => Null(error, data)).ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>The place of the null that an error leads to.</summary>
    private static string Null(ErrorText error, JsonElement data)
    {
        var keys = error.Keys();
        for (var i = 0; i < keys.Count; i++)
        {
            if (data.ValueKind == JsonValueKind.Null)
            {
                return string.Join(',', keys.Take(i));
            }

            data = Member(data, keys[i]);
        }

        return string.Join(',', keys);
    }

    private static JsonElement Member(JsonElement data, string key) => data.ValueKind switch
    {
        JsonValueKind.Object => data.GetProperty(JsonSerializer.Deserialize<string>(key)!),
        JsonValueKind.Array => data[int.Parse(key, CultureInfo.InvariantCulture)],
        _ => throw new InvalidOperationException($"An error stands at {key} within {data.GetRawText()}."),
    };

    private static int Length(string place) => place.Length == 0 ? 0 : place.Count(c => c == ',') + 1;

    private static IEnumerable<string> Sorted(List<ErrorText> errors) =>
        errors.Select(error => error.ToString()).Order(StringComparer.Ordinal);

    private static string Show(Dictionary<string, List<ErrorText>> errors, string place) =>
        errors.TryGetValue(place, out var there) ? string.Join(" & ", there) : "none";
}
