namespace Monitor.Sidecar;

/// <summary>All that the files say, read once at the start.</summary>
internal sealed record SidecarResources(
    IReadOnlyList<PubSubComponent> PubSubs,
    ResiliencyPolicies Resiliency,
    IReadOnlyList<SubscriptionFile> Subscriptions,
    IReadOnlyDictionary<string, AccessControl> AccessByApp)
{
    /// <exception cref="SidecarException">A file is wrong; nothing is guessed.</exception>
    public static SidecarResources Read(SidecarArguments arguments, IConfiguration settings)
    {
        var documents = ResourceFiles.Read(arguments.Resources);
        return new SidecarResources(
            [.. documents.Where(document => document.Kind == "Component")
                .Select(document => document.As<ComponentFile>())
                .Where(IsPubSub)
                .Select(file => PubSubComponent.From(file, settings))],
            ResiliencyPolicies.From(
                [.. documents.Where(document => document.Kind == "Resiliency")
                    .Select(document => document.As<ResiliencyFile>())]),
            [.. documents.Where(document => document.Kind == "Subscription")
                .Select(document => document.As<SubscriptionFile>())],
            arguments.Apps.ToDictionary(app => app.Id, app => AccessOf(arguments.Config, app.Id)));
    }

    public PubSubComponent? PubSub(string name, string appId) =>
        PubSubs.FirstOrDefault(component => component.Name == name && component.IsVisibleTo(appId));

    private static bool IsPubSub(ComponentFile file)
    {
        if (!file.Spec.Type.StartsWith("pubsub.", StringComparison.Ordinal))
        {
            return false;   // state, secrets: daprd's own business
        }
        return file.Spec.Type == "pubsub.redis"
            ? true
            : throw new SidecarException($"{file.Metadata.Name} is {file.Spec.Type}; the stand-in knows pubsub.redis.");
    }

    private static AccessControl AccessOf(string? folder, string appId)
    {
        var path = Path.Combine(folder ?? "", $"{appId}.yaml");
        if (folder is null || !File.Exists(path))
        {
            return AccessControl.Open;
        }
        var document = ResourceFiles.ReadFile(path).FirstOrDefault(document => document.Kind == "Configuration")
            ?? throw new SidecarException($"{path} holds no Configuration.");
        return AccessControl.From(document.As<ConfigurationFile>());
    }
}
