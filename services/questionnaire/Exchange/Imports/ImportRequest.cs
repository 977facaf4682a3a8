using System.Security.Cryptography;

namespace Monitor.Questionnaire.Exchange;

/// <summary>What someone asks to import.</summary>
/// <param name="Round">Year of the round.</param>
/// <param name="File">The file's bytes.</param>
/// <param name="Map">The mapping's bytes; null for a file in our own codes.</param>
/// <param name="IsDryRun">Only tells what would happen.</param>
/// <param name="Replaces">Whether responses that are there may be replaced; their history stays.</param>
/// <param name="OptionSeparator">Between options in one cell.</param>
/// <param name="By">Subject of the token that was used.</param>
internal sealed record ImportRequest(
    int Round,
    ReadOnlyMemory<byte> File,
    ReadOnlyMemory<byte>? Map,
    bool IsDryRun,
    bool Replaces,
    char OptionSeparator,
    string By)
{
    public const char UsualSeparator = '|';

    public string FileSha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(File.Span));

    public string? MapSha256 { get; } = Map is { } map ? Convert.ToHexStringLower(SHA256.HashData(map.Span)) : null;
}
