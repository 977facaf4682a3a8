using System.Text.Json;

namespace Monitor.GraphQL.Differential.Tests.Comparison;

/// <summary>Tells what two answers to one line differ in. docs/decisions/0020</summary>
internal static class Comparer
{
    /// <summary>The first difference that matters; null where there is none.</summary>
    public static string? Difference(string ours, string theirs)
    {
        using var our = DeepJson.Parse(ours);
        using var their = DeepJson.Parse(theirs);
        return OfAnswers(our.RootElement, their.RootElement);
    }

    private static string? OfAnswers(JsonElement ours, JsonElement theirs)
    {
        foreach (var name in new[] { "id", "ok", "printed", "data" })
        {
            if (Raw(ours, name) != Raw(theirs, name))
            {
                return $"{name}: {Raw(ours, name) ?? "absent"} instead of {Raw(theirs, name) ?? "absent"}";
            }
        }

        return OfEvents(ours, theirs)
            ?? OfLists("schemaErrors", ErrorsOf(ours, "schemaErrors"), ErrorsOf(theirs, "schemaErrors"))
            ?? OfErrors(ours, theirs);
    }

    private static string? OfEvents(JsonElement ours, JsonElement theirs)
    {
        var (our, their) = (Items(ours, "events"), Items(theirs, "events"));
        return our?.Count != their?.Count
            ? $"events: {our?.Count} instead of {their?.Count}"
            : our?.Zip(their!, OfAnswers).FirstOrDefault(difference => difference is not null);
    }

    private static string? OfErrors(JsonElement ours, JsonElement theirs)
    {
        var (our, their) = (ErrorsOf(ours, "errors"), ErrorsOf(theirs, "errors"));

        // Only what was executed has data; what is refused is refused in one order.
        return theirs.TryGetProperty("data", out var data)
            ? ExecutionErrors.Difference(our ?? [], their ?? [], ErrorsOf(theirs, "every") ?? [], data)
            : OfLists("errors", our, their);
    }

    /// <summary>Errors in the order in which they stand.</summary>
    private static string? OfLists(string name, List<ErrorText>? ours, List<ErrorText>? theirs)
    {
        if (ours is null || theirs is null)
        {
            return ours is null == theirs is null ? null : $"{name}: {Show(ours)} instead of {Show(theirs)}";
        }

        if (ours.SequenceEqual(theirs))
        {
            return null;
        }

        var (extra, missing) = (Without(ours, theirs), Without(theirs, ours));
        return extra.Count == 0 && missing.Count == 0
            ? $"{name}: in another order, {Show(ours)} instead of {Show(theirs)}"
            : $"{name}: {Show(extra)} instead of {Show(missing)}";
    }

    private static List<ErrorText> Without(List<ErrorText> errors, List<ErrorText> others)
    {
        var left = errors.ToList();
        others.ForEach(other => left.Remove(other));
        return left;
    }

    private static string Show(List<ErrorText>? errors) =>
        errors is null ? "absent" : $"[{string.Join(", ", errors)}]";

    private static List<ErrorText>? ErrorsOf(JsonElement answer, string name) =>
        Items(answer, name)?.ConvertAll(ErrorText.Of);

    private static List<JsonElement>? Items(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : null;

    private static string? Raw(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
