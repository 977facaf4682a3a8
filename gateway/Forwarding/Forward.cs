using System.Text.RegularExpressions;

namespace Monitor.Gateway.Forwarding;

/// <summary>One line of the list of HTTP addresses that outsiders may use beside /graphql.</summary>
public sealed partial class Forward
{
    /// <summary>
    /// Two segments, such as <c>/exports/answers</c> or <c>/exports/openapi.json</c>: that path, and all below it.
    /// </summary>
    public string Prefix { get; set; } = "";

    /// <summary>App id of the service that answers; a subgraph of the supergraph.</summary>
    public string App { get; set; } = "";

    /// <summary>HTTP methods that are let through. Default GET.</summary>
    public string[] Methods { get; set; } = [];

    /// <summary>Bytes of a request's body, 0 to 64 MiB. Default 0: none.</summary>
    public int BodyBytes { get; set; }

    /// <summary>Bytes of an answer, 1 KiB to 1 GiB; one that is longer is broken off. Default 64 MiB.</summary>
    public long AnswerBytes { get; set; } = 64 * Mebibyte;

    /// <summary>Longest time for all of it, body and answer, 100 ms to 10 minutes. Default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests under way at once in this process, 1 to 1000; one more gets 503. Default 8.</summary>
    public int Concurrent { get; set; } = 8;

    /// <summary>
    /// Whether caches may keep answers where the service's Cache-Control lets them. Default no: <c>no-store</c>.
    /// </summary>
    public bool Cacheable { get; set; }

    private const int Mebibyte = 1024 * 1024;

    /// <summary>What our own services offer. An import holds 400 municipalities with all their answers.</summary>
    internal static IReadOnlyList<Forward> Own { get; } =
    [
        new() { Prefix = "/exports/answers", App = "questionnaire" },
        new() { Prefix = "/exports/questionnaires", App = "questionnaire" },
        new()
        {
            Prefix = "/exports/research", App = "questionnaire", Timeout = TimeSpan.FromMinutes(1), Concurrent = 2,
        },
        new() { Prefix = "/exports/plan", App = "scoring" },
        new() { Prefix = "/exports/my-data", App = "community", Concurrent = 4 },
        Figures("/exports/benchmark"),
        Figures("/exports/frequencies"),
        Figures("/exports/figures"),
        Figures("/exports/regions"),
        Figures("/exports/catalogue.json"),
        Figures("/exports/openapi.json"),
        new()
        {
            Prefix = "/imports/responses", App = "questionnaire", Methods = ["POST"], BodyBytes = 16 * Mebibyte,
            Timeout = TimeSpan.FromMinutes(2), Concurrent = 2,
        },
        new()
        {
            // 256 MiB unpacked: below the sidecars' `bulk`, which is below the command's 10 minutes.
            Prefix = "/imports/figures", App = "benchmark", Methods = ["POST"], BodyBytes = 16 * Mebibyte,
            Timeout = TimeSpan.FromMinutes(4), Concurrent = 2,
        },
    ];

    private static Forward Figures(string prefix) => new()
    {
        Prefix = prefix, App = "benchmark", Methods = ["GET", "HEAD"], Cacheable = true,
        AnswerBytes = 512L * Mebibyte, Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>True for a method of the list; an empty list means GET.</summary>
    internal bool Allows(string method) =>
        Methods.Length == 0 ? HttpMethods.IsGet(method) : Methods.Contains(method, StringComparer.Ordinal);

    /// <summary>The methods as the header Allow names them.</summary>
    internal string Allowed => Methods.Length == 0 ? HttpMethods.Get : string.Join(", ", Methods);

    /// <summary>What is wrong with the line; null when nothing is.</summary>
    internal string? Fault =>
        !PrefixForm().IsMatch(Prefix)
            ? "Prefix has two segments of letters and hyphens, and may end as a file does: /exports/answers."
        : App.Length == 0 ? "App is missing."
        : Methods.Any(method => method is not ("GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE"))
            ? "Methods are GET, HEAD, POST, PUT, PATCH or DELETE."
        : BodyBytes is < 0 or > 64 * Mebibyte ? "BodyBytes goes from 0 to 64 MiB."
        : AnswerBytes is < 1024 or > 1024L * Mebibyte ? "AnswerBytes goes from 1 KiB to 1 GiB."
        : Timeout < TimeSpan.FromMilliseconds(100) || Timeout > TimeSpan.FromMinutes(10)
            ? "Timeout goes from 100 ms to 10 minutes."
        : Concurrent is < 1 or > 1000 ? "Concurrent goes from 1 to 1000."
        : null;

    // What the gateway itself answers cannot be forwarded.
    [GeneratedRegex(@"^/(?!graphql/|health/|events/|dapr/|internal/)[a-z][a-z-]*/[a-z][a-z-]*(\.[a-z]+)?$")]
    private static partial Regex PrefixForm();
}
