using System.Text.Json;

namespace Monitor.Seeds.Tests;

/// <summary>
/// The checked-in files, read apart from the generator: tests judge what is in them, not what it remembers.
/// </summary>
internal static class Seed
{
    public static SeedsFolder Folder { get; } = SeedsFolder.Find(AppContext.BaseDirectory);

    public static JsonElement Json(params string[] path) =>
        JsonDocument.Parse(File.ReadAllBytes(PathOf(path))).RootElement;

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Csv(string name) =>
        Areas.Rows(PathOf("areas", name));

    public static string Text(params string[] path) => File.ReadAllText(PathOf(path));

    public static string PathOf(params string[] path) => Path.Combine([Folder.Root, .. path]);
}
