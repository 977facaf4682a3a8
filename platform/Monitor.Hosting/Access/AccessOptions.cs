namespace Monitor.Hosting;

/// <summary>How a process knows the apps that call it. See <see cref="CallerAccess"/>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// What the process's own sidecar sends as <c>dapr-api-token</c>. From the setting APP_API_TOKEN, as Dapr names it.
    /// Required in Production.
    /// </summary>
    public string? AppApiToken { get; set; }

    /// <summary>
    /// What the gateway sends as <c>monitor-direct-key</c> when it calls without a sidecar (<c>--transport direct</c>).
    /// From the setting Direct:Key; ignored in Production.
    /// </summary>
    public string? DirectKey { get; set; }

    /// <summary>Lets every caller in where no token is set: for tests of one service. Refused in Production.</summary>
    public bool AnyCaller { get; set; }
}
