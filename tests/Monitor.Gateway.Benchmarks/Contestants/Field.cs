using System.Globalization;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Contestants;

/// <summary>All contestants, each as one would run it in production.</summary>
internal static class Field
{
    public const string OursName = "Monitor";
    public const string FloorName = "floor";
    public const string ApolloName = "@apollo/gateway";

    private static readonly Dictionary<string, string> none = [];

    /// <summary>Those that run on Node: their packages and what starts them.</summary>
    public static NodeTool Tool { get; } = new(
        Path.Combine(Repository.Root, "tests", "Monitor.Gateway.Benchmarks", "node"));

    public static Contestant Ours { get; } = new(
        OursName,
        "/graphql",
        place =>
        [
            "dotnet", Program("Monitor.Gateway"), "--supergraph", place.Supergraph,
            "--port", Text(place.Port), "--transport", "direct", "--Gateway:ShareBetweenRequests", "false",
        ],
        _ => none);

    /// <summary>As it is without settings: what several requests ask at the same time is asked once.</summary>
    public static Contestant OursSharing { get; } = Ours with
    {
        Name = $"{OursName}, calls shared",
        Command = place => [.. Ours.Command(place).SkipLast(2)],
    };

    public static Contestant Floor { get; } = new(
        FloorName,
        "/graphql",
        place =>
        [
            "dotnet", Program("Monitor.Gateway.Benchmarks"), "floor", Text(place.Port), place.Recipes,
        ],
        _ => none);

    /// <param name="node">The program.</param>
    public static IReadOnlyList<Contestant> OfNode(string node) =>
    [
        new(
            ApolloName,
            "/",
            _ => [node, File("apollo.mjs")],
            place => Production(place)),
        Hive("@graphql-hive/gateway, JS", node, "hive-js.config.mjs"),
        Hive("@graphql-hive/gateway, Rust", node, "hive-rust.config.mjs"),
    ];

    private static Contestant Hive(string name, string node, string config) => new(
        name,
        "/graphql",
        place =>
        [
            node, File(Path.Combine("node_modules", "@graphql-hive", "gateway", "dist", "bin.js")),
            "supergraph", place.Supergraph, "--config-path", File(config), "--host", "127.0.0.1",
            "--port", Text(place.Port),
        ],
        place => Production(place));

    private static Dictionary<string, string> Production(Place place) => new()
    {
        ["NODE_ENV"] = "production",
        ["PORT"] = Text(place.Port),
        ["SUPERGRAPH"] = place.Supergraph,
    };

    private static string File(string name) => Path.Combine(Tool.Folder, name);

    /// <summary>Built as this program was: debug beside debug, release beside release.</summary>
    private static string Program(string project) => Path.Combine(
        Repository.Root,
        "artifacts",
        "bin",
        project,
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        $"{project}.dll");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
