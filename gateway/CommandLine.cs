using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway;

/// <summary>What may stand on the command line, and what is said of a start that fails: a sentence, no stack.</summary>
internal static class CommandLine
{
    /// <summary>Exit code of a command line that cannot be.</summary>
    public const int Misused = 2;

    /// <summary>Exit code of a start that failed.</summary>
    public const int Failed = 1;

    private const string Usage = """
        Usage: [--supergraph FILE] [--port N] [--transport dapr|direct] [--SECTION:SETTING VALUE …]
          --supergraph  the composed supergraph; default: this repository's
          --port        where to listen on this machine; default: ASPNETCORE_URLS
          --transport   dapr: through the sidecar at DAPR_HTTP_PORT; direct: by the addresses in the supergraph
        """;

    /// <summary>Settings of .NET's own that people give on the command line.</summary>
    private static readonly string[] ofTheHost =
        ["urls", "http_ports", "https_ports", "environment", "contentroot", "applicationname"];

    /// <summary>Our names of settings.</summary>
    public static Dictionary<string, string> Switches { get; } = new()
    {
        ["--supergraph"] = "Gateway:Supergraph",
        ["--port"] = "Gateway:Port",
        ["--transport"] = "Gateway:Transport",
    };

    /// <summary>Why the gateway cannot be started this way; null where it can.</summary>
    public static string? FaultOf(IReadOnlyList<string> args)
    {
        for (var index = 0; index < args.Count; index++)
        {
            var (name, value) = Split(args[index]);
            if (!IsKnown(name))
            {
                return $"There is no argument {name}.\n{Usage}";
            }
            value ??= ++index < args.Count ? args[index] : null;
            if (FaultOf(name, value) is { } fault)
            {
                return $"{fault}\n{Usage}";
            }
        }
        return null;
    }

    /// <summary>What to tell of a start that failed; null where nobody foresaw it.</summary>
    public static string? SentenceOf(Exception failure) => failure switch
    {
        SupergraphException or OptionsValidationException => failure.Message,
        SchemaException => $"The supergraph cannot be served: {failure.Message}",
        IOException or UnauthorizedAccessException => failure.Message,   // a port that is taken, a file not readable
        AggregateException { InnerExceptions: [var only] } => SentenceOf(only),
        _ => null,
    };

    private static (string Name, string? Value) Split(string argument) =>
        argument.IndexOf('=') is var at and > 0 ? (argument[..at], argument[(at + 1)..]) : (argument, null);

    private static bool IsKnown(string name) =>
        Switches.ContainsKey(name)
        || (name.StartsWith("--", StringComparison.Ordinal)
            && (name.Contains(':', StringComparison.Ordinal)
                || ofTheHost.Contains(name[2..], StringComparer.OrdinalIgnoreCase)));

    private static string? FaultOf(string name, string? value) => name switch
    {
        _ when value is null => $"{name} needs a value.",
        "--port" when !ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) =>
            $"--port takes a number up to 65535, not '{value}'.",
        "--transport" when !Enum.GetNames<Transport>().Contains(value, StringComparer.OrdinalIgnoreCase) =>
            $"--transport takes dapr or direct, not '{value}'.",
        "--supergraph" when !File.Exists(value) => $"There is no supergraph at {Path.GetFullPath(value)}.",
        _ => null,
    };
}
