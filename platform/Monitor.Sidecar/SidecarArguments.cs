using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Monitor.Sidecar;

/// <summary>What becomes of a message whose handler failed.</summary>
public enum AckMode
{
    /// <summary>Acknowledged, and so gone, as pubsub.redis does since contrib v1.17.</summary>
    V117,

    /// <summary>Left pending and delivered again for ever, as pubsub.redis did until v1.16.</summary>
    Legacy,
}

/// <summary>One app and its two ports, both on 127.0.0.1.</summary>
public sealed record AppAddress(string Id, int AppPort, int SidecarPort);

/// <summary>The command line.</summary>
public sealed record SidecarArguments
{
    public const string Usage = """
        Monitor.Sidecar --app ID:APP_PORT:SIDECAR_PORT [--app …] --resources FOLDER [--config FOLDER]
                        [--ack v1.17|legacy] [--app-health-check-path PATH|off] [--max-body-size 4Mi]
        """;

    public required IReadOnlyList<AppAddress> Apps { get; init; }

    /// <summary>Folder of component, resiliency and subscription files.</summary>
    public required string Resources { get; init; }

    /// <summary>Folder with a file APP.yaml (access control) per app; null: everyone may call everything.</summary>
    public string? Config { get; init; }

    public AckMode Ack { get; init; } = AckMode.V117;

    /// <summary>Asked of each app every 3 s; null: apps count as healthy once their port answers.</summary>
    public string? HealthPath { get; init; } = "/health/ready";

    /// <summary>Bytes of a request's body: 4 MiB unless told otherwise, as in daprd.</summary>
    public long LargestBody { get; init; } = 4 * Mebibyte;

    private const long Mebibyte = 1024 * 1024;

    public static bool TryParse(
        IReadOnlyList<string> args,
        [NotNullWhen(true)] out SidecarArguments? arguments,
        [NotNullWhen(false)] out string? fault)
    {
        arguments = null;
        var apps = new List<AppAddress>();
        string? resources = null, config = null, healthPath = "/health/ready";
        var ack = AckMode.V117;
        var largestBody = 4 * Mebibyte;
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count)
            {
                fault = $"{args[i]} needs a value.";
                return false;
            }
            var value = args[i + 1];
            switch (args[i])
            {
                case "--app" when ReadApp(value) is { } app:
                    apps.Add(app);
                    break;
                case "--resources":
                    resources = value;
                    break;
                case "--config":
                    config = value;
                    break;
                case "--ack" when value is "legacy" or "v1.17":
                    ack = value == "legacy" ? AckMode.Legacy : AckMode.V117;
                    break;
                case "--app-health-check-path" when value == "off" || value.StartsWith('/'):
                    healthPath = value == "off" ? null : value;
                    break;
                case "--max-body-size" when ReadMebibytes(value) is { } bytes:
                    largestBody = bytes;
                    break;
                default:
                    fault = $"{args[i]} {value} is not understood.";
                    return false;
            }
        }
        fault = FaultOf(apps, resources);
        if (fault is not null)
        {
            return false;
        }
        arguments = new SidecarArguments
        {
            Apps = apps,
            Resources = resources!,
            Config = config,
            Ack = ack,
            HealthPath = healthPath,
            LargestBody = largestBody,
        };
        return true;
    }

    private static string? FaultOf(List<AppAddress> apps, string? resources)
    {
        if (apps.Count == 0 || resources is null)
        {
            return "--app and --resources are needed.";
        }
        return apps.DistinctBy(app => app.Id).Count() < apps.Count
            || apps.DistinctBy(app => app.SidecarPort).Count() < apps.Count
            ? "Each app id, and each sidecar port, may be given once."
            : null;
    }

    /// <summary>Whole mebibytes, written as Kubernetes does: 16Mi.</summary>
    private static long? ReadMebibytes(string text) =>
        text.EndsWith("Mi", StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count is > 0 and <= 1024
            ? count * Mebibyte
            : null;

    private static AppAddress? ReadApp(string text) =>
        text.Split(':') is [{ Length: > 0 } id, var appPort, var sidecarPort]
        && ushort.TryParse(appPort, CultureInfo.InvariantCulture, out var app) && app > 0
        && ushort.TryParse(sidecarPort, CultureInfo.InvariantCulture, out var sidecar) && sidecar > 0
            ? new AppAddress(id, app, sidecar)
            : null;
}
