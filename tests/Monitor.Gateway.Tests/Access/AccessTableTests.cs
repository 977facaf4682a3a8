using Monitor.Testing;

namespace Monitor.Gateway.Tests.Access;

/// <summary>The table of role x operation in docs/access.md; the end-to-end tests try what it says.</summary>
public sealed class AccessTableTests
{
    private static readonly AccessTable Table =
        AccessTable.Read(Path.Combine(Repository.Root, "docs", "access.md"));

    private static readonly GraphOperations Graph =
        GraphOperations.Read(Path.Combine(Repository.Root, "gateway", "supergraph.graphql"));

    [Fact]
    public void Every_operation_of_the_graph_has_a_rule() =>
        Assert.Empty(Graph.All.Select(operation => operation.Name).Except(Table.Operations));

    [Fact]
    public void Every_rule_is_of_an_operation_of_the_graph() =>
        Assert.Empty(Table.Operations.Except(Graph.All.Select(operation => operation.Name)));

    [Fact]
    public void The_table_has_a_column_for_every_role() =>
        Assert.Equal(["nobody", "account", .. Hosting.Role.All, "program"], Table.Columns);
}
