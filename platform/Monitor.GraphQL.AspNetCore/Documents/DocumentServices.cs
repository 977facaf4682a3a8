using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>Adds what finds documents that requests only name.</summary>
internal static class DocumentServices
{
    public static void AddNamedDocuments(this IServiceCollection services)
    {
        services.AddOptions<PersistedQueryOptions>()
            .BindConfiguration(PersistedQueryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TrustedDocumentOptions>()
            .BindConfiguration(TrustedDocumentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
    }

    /// <summary>Stands before a handler.</summary>
    /// <exception cref="ManifestException">The manifest has faults.</exception>
    public static IGraphQLHandler WithNamedDocuments(this IGraphQLHandler handler, IServiceProvider services)
    {
        var limits = services.GetRequiredService<IOptions<GraphQLOptions>>().Value;
        var trusted = services.GetRequiredService<IOptions<TrustedDocumentOptions>>().Value;
        var manifest = trusted.Mode == TrustedDocumentMode.Off
            ? new Dictionary<string, string>()
            : Manifest.Read(trusted.File!, handler.Schema, limits);
        var automatic = services.GetRequiredService<IOptions<PersistedQueryOptions>>().Value;
        return new NamedDocuments(
            handler,
            new TrustedDocuments(trusted, manifest),
            new AutomaticDocuments(automatic, services.GetService<IPersistedQueries>()));
    }
}
