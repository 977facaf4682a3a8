using Monitor.Hosting;

namespace Monitor.Gateway.Membership;

/// <summary>Adds what leads from a client's token to the one that services get.</summary>
internal static class MembershipSetup
{
    /// <param name="builder">The gateway to be.</param>
    /// <param name="isAlone">Before other people's subgraphs, without tokens of ours: none are made.</param>
    public static void AddMembership(this WebApplicationBuilder builder, bool isAlone)
    {
        var isProduction = builder.Environment.IsProduction();
        builder.Services.AddOptions<MembershipOptions>()
            .BindConfiguration(MembershipOptions.Section).ValidateDataAnnotations()
            .Configure(options => options.Source = isAlone ? MembershipSource.Token : options.Source)
            .Validate(
                options => isAlone || options.Source == MembershipSource.Token || options.KeyFile is not null,
                "Membership:KeyFile is missing: the private key that signs the tokens that services believe.")
            .Validate(
                options => !isAlone || options.KeyFile is null,
                "Membership:KeyFile needs Authentication:Authority or Authentication:KeysFile: whose tokens count.")
            .Validate(
                options => isAlone || !isProduction || options.Source == MembershipSource.Community,
                "Production refuses Membership:Source Token: what a caller may is for community to say.")
            .ValidateOnStart();
        builder.Services.AddOptions<StepUpOptions>()
            .BindConfiguration(StepUpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<InternalKey>()
            .AddSingleton<InternalTokens>()
            .AddSingleton<MembershipLookup>()
            .AddSingleton<Memberships>()
            .AddSingleton<Callers>()
            .AddHostedService<MembershipChanges>();
    }
}
