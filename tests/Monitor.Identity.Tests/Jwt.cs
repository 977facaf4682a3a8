using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity.Tests;

/// <summary>Reads tokens without believing them.</summary>
internal static class Jwt
{
    public static JsonElement Header(string token) => Part(token, 0);

    public static JsonElement Claims(string token) => Part(token, 1);

    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();

    public static IEnumerable<string> Names(this JsonElement element) =>
        element.EnumerateObject().Select(each => each.Name);

    private static JsonElement Part(string token, int part) =>
        JsonDocument.Parse(Base64UrlEncoder.Decode(token.Split('.')[part])).RootElement;
}
