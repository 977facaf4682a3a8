using Monitor.Gateway.Forwarding;
using Monitor.Testing;

namespace Monitor.Gateway.Tests.Access;

/// <summary>The tables of docs/access.md name all that there is; the end-to-end tests try what they say.</summary>
public sealed class AccessTableTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "access.md");

    private static readonly AccessTable Table = AccessTable.Read(Page);

    private static readonly AccessTable Keys = AccessTable.Read(Page, "keys");

    private static readonly AccessTable Files = AccessTable.Read(Page, "files");

    private static readonly GraphOperations Graph =
        GraphOperations.Read(Path.Combine(Repository.Root, "gateway", "supergraph.graphql"));

    [Fact]
    public void Every_operation_of_the_graph_has_a_rule() =>
        Assert.Empty(Graph.All.Select(operation => operation.Name).Except(Table.Operations));

    [Fact]
    public void Every_rule_is_of_an_operation_of_the_graph() =>
        Assert.Empty(Table.Operations.Except(Graph.All.Select(operation => operation.Name)));

    [Fact]
    public void Every_key_of_every_service_has_a_rule_or_leads_to_fields_that_have() =>
        Assert.Equal(
            EntityKey.ReadAll().Where(key => !key.IsOpen).Select(key => key.Name).Order(StringComparer.Ordinal),
            Keys.Operations.Order(StringComparer.Ordinal));

    [Fact]
    public void A_new_key_of_whatever_form_is_seen()
    {
        var keys = EntityKey.Read("scoring", """
            type One @key(fields: "id") @key(fields: "other { id } day") { id: ID! other: Other! day: Int! more: Int }
            type Two @key(fields: "id", resolvable: false) { id: ID! }
            type Three { id: ID! elsewhere: Int @external own: Int }
            extend type Three @key(fields: "id")
            interface Four @key(fields: "id") { id: ID! name: String }
            """).ToList();

        Assert.Equal(
            ["scoring.One(id)", "scoring.One(other { id } day)", "scoring.Three(id)", "scoring.Four(id)"],
            keys.Select(key => key.Name));
        Assert.Equal(
            ["other day more", "id more", "own", "name"],
            keys.Select(key => string.Join(' ', key.Fields.Select(field => field.Name.Value))));
    }

    [Fact]
    public void Every_address_that_the_gateway_forwards_has_a_rule() =>
        Assert.All(Forward.Own, forward => Assert.Contains(
            Files.Operations, file => file.Split(' ')[1] is var path
                && (path == forward.Prefix || path.StartsWith($"{forward.Prefix}/", StringComparison.Ordinal))));

    [Fact]
    public void Each_table_has_a_column_for_every_role()
    {
        string[] columns = ["nobody", "account", .. Hosting.Role.All, "program"];

        Assert.Equal(columns, Table.Columns);
        Assert.Equal(columns, Keys.Columns);
        Assert.Equal(columns, Files.Columns);
    }
}
