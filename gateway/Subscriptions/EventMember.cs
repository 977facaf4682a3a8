using System.Globalization;
using System.Text.Json;

namespace Monitor.Gateway.Subscriptions;

/// <summary>A member of an event's data, and what it must be for the event to matter.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Argument">The argument that it must be equal to, where that is given; null for a constant.</param>
/// <param name="Constant">What it must be; null where there is an argument.</param>
internal sealed record EventMember(string Name, string? Argument, object? Constant)
{
    /// <summary>Numbers, texts and booleans as they are compared; null for anything else.</summary>
    public static string? TextOf(object? value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <inheritdoc cref="TextOf(object?)"/>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>As a client would have sent it for a variable.</summary>
    public static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
