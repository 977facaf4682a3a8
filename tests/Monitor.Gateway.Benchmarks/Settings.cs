using System.Globalization;
using Monitor.Cli;
using Monitor.Gateway.Benchmarks.Queries;

namespace Monitor.Gateway.Benchmarks;

/// <summary>How much to measure.</summary>
internal sealed record Settings
{
    private const string Usage = """
        Usage: gateway [--quick | --long] [--seconds N] [--warm-up N] [--rounds N] [--connections N]
                       [--query deep|two-hop|simple] [--only WORD[,WORD…]]
        """;

    /// <summary>Of each measured load, in seconds.</summary>
    public int Seconds { get; private init; } = 15;

    /// <summary>Of the load right before it, which is not measured, in seconds.</summary>
    public int WarmUp { get; private init; } = 12;

    /// <summary>How often each contestant has its turn; the median of its rounds counts.</summary>
    public int Rounds { get; private init; } = 1;

    /// <summary>Requests under way at any moment.</summary>
    public int Connections { get; private init; } = 50;

    /// <summary>Only this query; null for all.</summary>
    public string? Query { get; private init; }

    /// <summary>Only contestants whose name holds one of these words; none for all.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    /// <exception cref="CliException">The arguments are others than these.</exception>
    public static Settings From(IReadOnlyList<string> arguments)
    {
        var settings = new Settings();
        for (var i = 1; i < arguments.Count; i++)
        {
            settings = arguments[i] switch
            {
                "--quick" => settings with { Seconds = 5, WarmUp = 4 },
                "--long" => settings with { Seconds = 20, WarmUp = 15, Rounds = 3 },
                "--seconds" => settings with { Seconds = Number(arguments, ++i) },
                "--warm-up" => settings with { WarmUp = Number(arguments, ++i) },
                "--rounds" => settings with { Rounds = Number(arguments, ++i) },
                "--connections" => settings with { Connections = Number(arguments, ++i) },
                "--query" => settings with { Query = Word(arguments, ++i) },
                "--only" => settings with { Only = Word(arguments, ++i).Split(',') },
                _ => throw new CliException(Usage),
            };
        }

        return settings.Query is null || ShopQuery.Names.Contains(settings.Query)
            ? settings
            : throw new CliException(Usage);
    }

    public bool Includes(string contestant) =>
        Only.Count == 0 || Only.Any(word => contestant.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Word(IReadOnlyList<string> arguments, int at) =>
        at < arguments.Count ? arguments[at] : throw new CliException(Usage);

    private static int Number(IReadOnlyList<string> arguments, int at) =>
        int.TryParse(Word(arguments, at), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new CliException(Usage);
}
