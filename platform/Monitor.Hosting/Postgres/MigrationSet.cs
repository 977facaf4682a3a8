using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Hosting;

/// <summary>The numbered migrations of one owner of tables, embedded as <c>migrations/NNNN_name.sql</c>.</summary>
/// <param name="Assembly">Holds the files.</param>
/// <param name="Name">The set's name in <c>schema_migrations</c>.</param>
/// <param name="IsOfService">The service's own set: applied last, its text as written.</param>
public sealed partial record MigrationSet(Assembly Assembly, string Name, bool IsOfService)
{
    /// <summary>The set's migrations by number.</summary>
    /// <exception cref="InvalidOperationException">A file is misnamed, or two share a number.</exception>
    public IReadOnlyList<Migration> Read()
    {
        var migrations = Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Select(ReadOne)
            .OrderBy(migration => migration.Number)
            .ToArray();

        var twice = migrations.GroupBy(migration => migration.Number).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? migrations
            : throw new InvalidOperationException(
                $"Set '{Name}' has migration {twice.Key:0000} twice: "
                + $"{string.Join(" and ", twice.Select(migration => migration.Name))}.");
    }

    private Migration ReadOne(string resource)
    {
        var match = FileName().Match(resource);
        if (!match.Success)
        {
            throw new InvalidOperationException($"'{resource}' of set '{Name}' is not named NNNN_name.sql.");
        }

        using var stream = Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Migration(
            Name, int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
            match.Groups["name"].Value, reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"^migrations/(?<number>\d{4})_(?<name>[a-z0-9_]+)\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}

/// <summary>One forward-only step of a database.</summary>
/// <param name="Set">Whose tables.</param>
/// <param name="Number">From 1; higher is later.</param>
/// <param name="Name">What it does, from the file's name.</param>
/// <param name="Text">The SQL, with LF line ends.</param>
public sealed record Migration(string Set, int Number, string Name, string Text)
{
    /// <summary>SHA-256 of the text, in hexadecimal.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
