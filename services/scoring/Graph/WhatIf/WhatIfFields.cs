using Monitor.GraphQL.Execution;

namespace Monitor.Scoring.Graph;

/// <summary>What answers the fields about answers that are tried out.</summary>
internal static class WhatIfFields
{
    public static void Bind(Binder binder, IServiceProvider services) => binder
        .Field<MunicipalityReference, object?>(
            "Municipality.whatIf", services.GetRequiredService<WhatIfResolvers>().WhatIfAsync)
        .Type<WhatIfView>("WhatIf")
        .Type<AverageChangeView>("AverageChange")
        .Type<ThemeChangeView>("ThemeChange")
        .Type<ObjectiveChangeView>("ObjectiveChange")
        .Type<PartDifference>("PartDifference");
}
