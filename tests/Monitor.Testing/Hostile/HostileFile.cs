using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Testing.Hostile;

/// <summary>A request that means harm; README.md beside the files says how they are written.</summary>
public sealed partial class HostileFile
{
    private const char FirstRawByte = '\uEE00';

    private readonly string path;
    private readonly Dictionary<string, string> headers = [];
    private readonly string text;

    private HostileFile(string path)
    {
        this.path = path;
        var lines = File.ReadAllText(path);
        while (lines.StartsWith("#! ", StringComparison.Ordinal))
        {
            var end = lines.IndexOf('\n', StringComparison.Ordinal);
            var header = lines[3..end].Split(": ", 2);
            headers.Add(header[0], header[1]);
            lines = lines[(end + 1)..];
        }

        text = Expand(lines.Trim('\n'));
    }

    /// <summary>The schema that the documents are about.</summary>
    public static string Sdl => File.ReadAllText(Path.Combine(Folder, "subgraph.graphql"));

    public static string Folder { get; } =
        Path.Combine(Repository.Root, "tests", "Monitor.GraphQL.AspNetCore.Tests", "Hostile");

    /// <summary>Every file, by family and name.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file))
        .Where(name => name.Contains('/', StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public string Profile => headers.GetValueOrDefault("profile", "Open");

    /// <summary>Settings beside the profile: <c>GraphQL:MaxBatch=10</c>.</summary>
    public string Settings => headers.GetValueOrDefault("settings", "");

    /// <summary>Status, and the codes of all errors, each once.</summary>
    public string Expected => headers["expect"];

    /// <summary>What the gateway answers where that differs.</summary>
    public string ExpectedOfGateway => headers.GetValueOrDefault("gateway", Expected);

    /// <summary>The whole answer to what harms nobody; null where nothing may be executed.</summary>
    public string? Answer => headers.GetValueOrDefault("answer");

    /// <summary>Whether it is a whole HTTP request rather than a body.</summary>
    public bool IsRaw => path.EndsWith(".http", StringComparison.Ordinal);

    /// <summary><c>slowly</c> or <c>endless</c>; null for once, and as fast as may be.</summary>
    public string? Sending => headers.GetValueOrDefault("send");

    public static HostileFile Read(string name) => new(Path.Combine(Folder, name));

    /// <summary>The profile and the settings, as configuration has them.</summary>
    public Dictionary<string, string?> ToSettings()
    {
        var settings = new Dictionary<string, string?> { ["GraphQL:Profile"] = Profile };
        foreach (var setting in Settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (setting.Split('=')[0], setting.Split('=')[1]);
            settings[name] = value.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(Folder, value) : value;
        }

        return settings;
    }

    /// <summary>The body of a POST.</summary>
    public ByteArrayContent ToContent()
    {
        var body = path.EndsWith(".graphql", StringComparison.Ordinal)
            ? JsonSerializer.SerializeToUtf8Bytes(new { query = text })
            : Bytes(text);
        var packing = headers.GetValueOrDefault("pack");
        var content = new ByteArrayContent(packing is null ? body : Pack(body, packing));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (packing is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", packing);
        }

        if (headers.GetValueOrDefault("header") is { } header)
        {
            content.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        }

        return content;
    }

    /// <summary>The bytes of a whole request: what comes before the body, and the body.</summary>
    public (byte[] Head, byte[] Body) ToRequest()
    {
        var parts = text.Split("\n\n", 2);
        var body = Bytes(parts.Length > 1 ? parts[1] : "");
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        var head = parts[0].Replace("Content-Length: *", $"Content-Length: {length}", StringComparison.Ordinal);
        var accept = head.Contains("\nAccept:", StringComparison.Ordinal)
            ? ""
            : "\nAccept: application/graphql-response+json";
        return (Bytes($"{head.TrimEnd('\n')}{accept}\n\n".ReplaceLineEndings("\r\n")), body);
    }

    private static string Expand(string text) => Generator().Replace(text, match =>
    {
        if (match.Groups["times"].Success)
        {
            var times = int.Parse(match.Groups["times"].Value, CultureInfo.InvariantCulture);
            return Repeat(match.Groups["what"].Value, times);
        }

        var code = (char)int.Parse(match.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (match.Groups["kind"].Value == "u" ? code : (char)(FirstRawByte + code)).ToString();
    });

    private static string Repeat(string what, int times)
    {
        var repeated = new StringBuilder(what.Length * times);
        for (var i = 0; i < times; i++)
        {
            repeated.Append(what.Contains('#', StringComparison.Ordinal)
                ? what.Replace("#i", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    .Replace("#n", (i + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                : what);
        }

        return repeated.ToString();
    }

    /// <summary>UTF-8, but for bytes that are none.</summary>
    private static byte[] Bytes(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstRawByte, (char)(FirstRawByte + 0xFF)))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        return [.. text.SelectMany(c =>
            c is >= FirstRawByte and <= (char)(FirstRawByte + 0xFF)
                ? [(byte)(c - FirstRawByte)]
                : Encoding.UTF8.GetBytes([c]))];
    }

    private static byte[] Pack(byte[] body, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding == "br"
            ? new BrotliStream(packed, CompressionLevel.Fastest)
            : new GZipStream(packed, CompressionLevel.Fastest))
        {
            packing.Write(body);
        }

        return packed.ToArray();
    }

    [GeneratedRegex(@"<<(?<times>\d+) \* (?<what>.*?)>>|<<(?<kind>[ux])(?<code>[0-9A-Fa-f]{2,4})>>",
        RegexOptions.Singleline)]
    private static partial Regex Generator();
}
