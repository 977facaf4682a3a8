using Microsoft.Extensions.Options;

namespace Monitor.Gateway.Subgraphs;

/// <summary>The settings of each subgraph: those of all, and over them its own.</summary>
internal sealed class SubgraphSettings
{
    private readonly IOptionsMonitor<SubgraphOptions> options;

    public SubgraphSettings(IOptionsMonitor<SubgraphOptions> options, IConfiguration settings)
    {
        this.options = options;
        Named = NamesIn(settings);
        PassedHeaders = [.. Named.Prepend(Options.DefaultName)
            .SelectMany(name => options.Get(name).Headers ?? Subgraphs.PassedHeaders.Default)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Names that the settings have a section for, known to the supergraph or not.</summary>
    public IReadOnlyList<string> Named { get; }

    /// <summary>The client's headers that any of the subgraphs gets.</summary>
    public IReadOnlyList<string> PassedHeaders { get; }

    public SubgraphOptions Of(string subgraph) => options.Get(
        Named.FirstOrDefault(name => name.Equals(subgraph, StringComparison.OrdinalIgnoreCase)) ?? Options.DefaultName);

    /// <summary>A wrong setting stops the start, also of a subgraph that the supergraph does not have yet.</summary>
    /// <param name="services">The gateway's.</param>
    /// <param name="settings">All of them.</param>
    /// <param name="isAlone">Before other people's subgraphs, of which nobody here knows what they bear.</param>
    public static void AddTo(IServiceCollection services, IConfiguration settings, bool isAlone)
    {
        foreach (var name in NamesIn(settings).Prepend(Options.DefaultName))
        {
            services.AddOptions<SubgraphOptions>(name)
                .Configure(options => options.Concurrency = isAlone ? 1_000 : options.Concurrency)
                .Configure<IConfiguration>((options, all) => Bind(options, all, name))
                .ValidateDataAnnotations()
                .Validate(
                    options => options.Headers?.All(Subgraphs.PassedHeaders.MayPass) != false,
                    "Gateway:Headers names a header that is never passed on, or what is no header's name: "
                    + "hop-by-hop, Host, Content-*, Accept, Forwarded, X-Forwarded-*, Dapr-* and Monitor-* stay out.")
                .ValidateOnStart();
        }
        services.AddSingleton<SubgraphSettings>();
    }

    private static void Bind(SubgraphOptions options, IConfiguration settings, string name)
    {
        settings.GetSection(SubgraphOptions.Section).Bind(options);
        if (name == Options.DefaultName)
        {
            return;
        }
        var own = settings.GetSection($"{SubgraphOptions.OneSection}:{name}");
        if (own.GetSection(nameof(SubgraphOptions.Headers)).Exists())
        {
            options.Headers = null;   // a list that is bound twice would hold both
        }
        own.Bind(options);
    }

    private static List<string> NamesIn(IConfiguration settings) =>
        [.. settings.GetSection(SubgraphOptions.OneSection).GetChildren().Select(section => section.Key)];
}
