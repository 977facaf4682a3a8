using System.Text.Json;
using Monitor.Testing;

namespace Monitor.Community.Tests.Domain.Text.Browser;

/// <summary>stored-xss.json: what someone might store to make it run where others read it.</summary>
internal sealed record Corpus(
    IReadOnlyList<string> Texts,
    IReadOnlyList<string> Titles,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> FileNames)
{
    public static Corpus Read() =>
        JsonSerializer.Deserialize<Corpus>(
            File.ReadAllText(Path.Combine(
                Repository.Root, "tests/Monitor.Community.Tests/Domain/Text/Browser/stored-xss.json")),
            JsonSerializerOptions.Web)!;
}
