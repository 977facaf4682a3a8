using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about imports of figures.</summary>
internal static class FigureImportFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var imports = services.GetRequiredService<FigureImportResolvers>();
        binder
            .Root<IReadOnlyList<FigureImport>?>("Query.figureImports", imports.ImportsAsync)
            .Root<IReadOnlyList<FigureMappingView>?>("Query.figureMappings", imports.MappingsAsync)
            .Root<FigureScheduleView?>("Query.figureSchedule", imports.ScheduleAsync)
            .Type<FigureImport>("FigureImport")
            .Type<FigureMappingView>("FigureMapping")
            .Type<FigureScheduleView>("FigureSchedule")
            .Type<ScheduledImport>("ScheduledFigureImport");
    }
}
