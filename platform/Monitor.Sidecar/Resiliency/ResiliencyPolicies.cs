namespace Monitor.Sidecar;

/// <summary>What applies to one target; all null where no file names it.</summary>
internal sealed record Policies(TimeSpan? Timeout, RetryPolicy? Retry, CircuitBreakerPolicy? CircuitBreaker)
{
    public static Policies None { get; } = new(null, null, null);
}

/// <summary>The policies of all resiliency files, by target and by the app whose sidecar asks.</summary>
internal sealed class ResiliencyPolicies
{
    private readonly List<Scoped> files;

    private ResiliencyPolicies(List<Scoped> files) => this.files = files;

    /// <exception cref="SidecarException">A policy is wrong, or a target names one that is not there.</exception>
    public static ResiliencyPolicies From(IReadOnlyList<ResiliencyFile> files) =>
        new([.. files.Select(Scoped.From)]);

    /// <summary>Of calls by <paramref name="appId"/> to <paramref name="target"/>.</summary>
    public Policies OfApp(string appId, string target) => Find(appId, file => file.Apps, target);

    /// <summary>Of publishing by <paramref name="appId"/>.</summary>
    public Policies Outbound(string appId, string component) => Find(appId, file => file.Outbound, component);

    /// <summary>Of deliveries to <paramref name="appId"/>.</summary>
    public Policies Inbound(string appId, string component) => Find(appId, file => file.Inbound, component);

    private Policies Find(
        string appId, Func<Scoped, IReadOnlyDictionary<string, Policies>> kind, string target) =>
        files.Where(file => file.ForApps.Count == 0 || file.ForApps.Contains(appId))
            .Select(file => kind(file).GetValueOrDefault(target))
            .FirstOrDefault(policies => policies is not null) ?? Policies.None;

    private sealed record Scoped(
        IReadOnlyList<string> ForApps,
        IReadOnlyDictionary<string, Policies> Apps,
        IReadOnlyDictionary<string, Policies> Outbound,
        IReadOnlyDictionary<string, Policies> Inbound)
    {
        public static Scoped From(ResiliencyFile file)
        {
            var spec = file.Spec.Policies;
            var timeouts = (spec.Timeouts ?? []).ToDictionary(each => each.Key, each => GoDuration.Parse(each.Value));
            var retries = (spec.Retries ?? []).ToDictionary(each => each.Key, each => RetryPolicy.From(each.Value));
            var breakers = (spec.CircuitBreakers ?? [])
                .ToDictionary(each => each.Key, each => CircuitBreakerPolicy.From(each.Value));
            var components = file.Spec.Targets.Components ?? [];
            return new Scoped(
                file.Scopes ?? [],
                (file.Spec.Targets.Apps ?? []).ToDictionary(each => each.Key, each => Resolve(each.Value)),
                components.ToDictionary(each => each.Key, each => Resolve(each.Value.Outbound)),
                components.ToDictionary(each => each.Key, each => Resolve(each.Value.Inbound)));

            Policies Resolve(PolicyNames? names) => new(
                names?.Timeout is { } timeout ? Named(timeouts, timeout) : null,
                names?.Retry is { } retry ? Named(retries, retry) : null,
                names?.CircuitBreaker is { } breaker ? Named(breakers, breaker) : null);
        }

        private static T Named<T>(Dictionary<string, T> policies, string name) =>
            policies.TryGetValue(name, out var policy)
                ? policy
                : throw new SidecarException($"resiliency names the policy '{name}', which is not there.");
    }
}
