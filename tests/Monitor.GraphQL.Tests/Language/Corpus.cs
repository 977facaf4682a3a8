using System.Runtime.CompilerServices;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>Documents to start from: those of this repository, cut into pieces that are quick to parse.</summary>
internal static class Corpus
{
    private const int LongestPiece = 1_500;

    public static IReadOnlyList<string> Read() =>
    [
        .. Pieces(KitchenSinkTests.Executable),
        .. Pieces(KitchenSinkTests.TypeSystem),
        .. Files("services", "schema.graphql").SelectMany(Pieces),
        .. Files("tests/Monitor.EndToEnd.Tests/Queries", "*.graphql").SelectMany(Pieces),
        .. Files("tests/Monitor.GraphQL.Tests/Validation", "*.graphql").SelectMany(Pieces),
    ];

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository(), folder), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText);

    private static string Repository([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    /// <summary>Neighbouring paragraphs, as many as make a piece.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = "";
        foreach (var paragraph in text.Split("\n\n"))
        {
            if (piece.Length > 0 && piece.Length + paragraph.Length > LongestPiece)
            {
                yield return piece;
                piece = "";
            }

            piece += paragraph + "\n\n";
        }

        yield return piece;
    }
}
