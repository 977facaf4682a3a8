using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Reads the settings: the profile's values first, then what is set by itself.</summary>
public static class GraphQLProfiles
{
    /// <summary>Adds <see cref="GraphQLOptions"/>; a wrong one stops the start.</summary>
    /// <param name="services">The application's.</param>
    /// <param name="usual">The profile where <c>GraphQL:Profile</c> names none.</param>
    public static OptionsBuilder<GraphQLOptions> AddGraphQLOptions(
        this IServiceCollection services, GraphQLProfile usual) => services
        .AddOptions<GraphQLOptions>()
        .Configure<IConfiguration>((options, settings) =>
            Apply(options, settings.GetValue<GraphQLProfile?>($"{GraphQLOptions.Section}:Profile") ?? usual))
        .BindConfiguration(GraphQLOptions.Section)
        .PostConfigure<IHostEnvironment>(FillIn)
        .ValidateDataAnnotations()
        .ValidateOnStart();

    private static void Apply(GraphQLOptions options, GraphQLProfile profile)
    {
        options.Profile = profile;
        switch (profile)
        {
            case GraphQLProfile.Strict:
                BeStrict(options);
                break;
            case GraphQLProfile.Subgraph:
                LeaveRoomForTheGateway(options);
                break;
            case GraphQLProfile.Foreign:
                TrustTheQuery(options);
                break;
        }
    }

    /// <summary>graphql-armor's values where it has one: depth, aliases, directives, tokens, cost.</summary>
    private static void BeStrict(GraphQLOptions options)
    {
        options.MaxRequestBytes = 262_144;
        options.MaxTokens = 1_000;
        options.MaxDepth = 6;
        options.MaxFields = 1_000;
        options.MaxAliases = 15;
        options.MaxRootFields = 10;
        options.MaxDirectives = 50;
        options.MaxFragmentSpreads = 50;
        options.MaxListSize = 500;
        options.MaxCost = 5_000;
        options.MaxObjects = 20_000;
        options.ExecutionTimeout = TimeSpan.FromSeconds(20);
    }

    private static void LeaveRoomForTheGateway(GraphQLOptions options)
    {
        options.MaxRequestBytes = 4 * 1_048_576;
        options.MaxTokens = 30_000;
        options.MaxDepth = 20;
        options.MaxFields = 20_000;
        options.MaxAliases = 300;
        options.MaxRootFields = 100;
        options.MaxDirectives = 500;
        options.MaxFragmentSpreads = 200;
        options.MaxListSize = 5_000;
        options.MaxCost = 50_000;
    }

    private static void TrustTheQuery(GraphQLOptions options)
    {
        options.MaxRequestBytes = 4 * 1_048_576;
        options.MaxTokens = 100_000;
        options.MaxDepth = 100;
        options.MaxFields = 100_000;
        options.MaxComparisons = 500_000;
        options.MaxAliases = 10_000;
        options.MaxRootFields = 1_000;
        options.MaxDirectives = 10_000;
        options.MaxFragmentSpreads = 10_000;
        options.MaxListSize = 100_000;
        options.MaxCost = 1_000_000_000;
        options.MaxObjects = 1_000_000;
        options.MaxConcurrentExecutions = 2_048;
        options.MaxWaitingExecutions = 2_048;
        options.MaxWait = TimeSpan.FromSeconds(5);
    }

    /// <summary>What depends on where the process runs.</summary>
    private static void FillIn(GraphQLOptions options, IHostEnvironment environment)
    {
        options.Suggestions ??= !environment.IsProduction();
        options.ExposeLimits ??= environment.IsDevelopment();
        options.ExposeCost ??= environment.IsDevelopment();
    }
}
