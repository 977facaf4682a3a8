using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about own selections.</summary>
internal static class SelectionFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var selections = services.GetRequiredService<SelectionResolvers>();
        var mutations = services.GetRequiredService<SelectionMutations>();
        binder
            .Root("Query.selections", selections.SelectionsAsync)
            .Root("Query.selection", selections.SelectionAsync)
            .Type<SelectionView>("Selection")
            .Field<SelectionView, IReadOnlyList<MunicipalityReference>>(
                "Selection.municipalities", selections.MunicipalitiesAsync)
            .Field<SelectionView, int>("Selection.notShown", selections.NotShownAsync)
            .Field<SelectionView, object?>("Selection.figures", selections.FiguresAsync)
            .Root("Mutation.createSelection", mutations.CreateAsync)
            .Root("Mutation.renameSelection", mutations.RenameAsync)
            .Root("Mutation.changeSelection", mutations.ChangeAsync)
            .Root("Mutation.shareSelection", mutations.ShareAsync)
            .Root("Mutation.unshareSelection", mutations.UnshareAsync)
            .Root("Mutation.deleteSelection", mutations.DeleteAsync)
            .Root("Mutation.undoDeleteSelection", mutations.UndoDeleteAsync);
    }
}
