namespace Monitor.Gateway.Tests.Planning;

/// <summary>One federation feature a test, on the small supergraph Graphs/shop.</summary>
public sealed class ShopPlanTests
{
    [Fact]
    public void A_query_of_one_subgraph_is_one_call() =>
        Snapshot.Matches(Plan("query($first: Int = 3) { topProducts(first: $first) { upc title: name } }"));

    [Fact]
    public void Roots_of_different_subgraphs_go_in_parallel() =>
        Snapshot.Matches(Plan("{ me { name } topProducts { name } }"));

    [Fact]
    public void A_shared_root_is_asked_of_every_subgraph_that_has_a_part() =>
        Snapshot.Matches(Plan("{ notice { text author } }"));

    [Fact]
    public void A_hop_by_key_carries_only_the_key() =>
        Snapshot.Matches(Plan("{ me { reviews { body } } }"));

    [Fact]
    public void A_provided_field_needs_no_hop() =>
        Snapshot.Matches(Plan("{ me { reviews { author { name } } } }"));

    [Fact]
    public void What_is_not_provided_is_fetched_where_it_is() =>
        Snapshot.Matches(Plan("{ me { reviews { author { email } } } }"));

    [Fact]
    public void A_required_field_is_fetched_first_and_sent_along() =>
        Snapshot.Matches(Plan("{ topProducts { name shipping } }"));

    [Fact]
    public void Fields_with_and_without_requirements_share_a_call() =>
        Snapshot.Matches(Plan("{ topProducts { inStock shipping } }"));

    [Fact]
    public void Where_no_key_leads_directly_hops_are_chained() =>
        Snapshot.Matches(Plan("{ topProducts { shelf { row } } }"));

    [Fact]
    public void A_compound_nested_key_is_sent_whole() =>
        Snapshot.Matches(Plan("{ topProducts { shelf { map } } }"));

    [Fact]
    public void A_value_type_of_two_subgraphs_is_asked_by_way_of_its_entity() =>
        Snapshot.Matches(Plan("{ topProducts { dimensions { width height } } }"));

    [Fact]
    public void The_same_entity_at_several_places_is_one_call() =>
        Snapshot.Matches(Plan("""
            { a: product(upc: 1) { inStock } b: product(upc: 2) { inStock reviews { product { inStock } } } }
            """));

    [Fact]
    public void Selections_that_do_not_go_together_get_lists_of_their_own() =>
        Snapshot.Matches(Plan("""
            { a: product(upc: 1) { reviews(first: 1) { body } } b: product(upc: 2) { reviews { body } } }
            """));

    [Fact]
    public void An_interface_field_is_asked_once_and_members_hop_apart() =>
        Snapshot.Matches(Plan("""
            { search(text: "a") { __typename name
              ... on Product { inStock } ... on Bundle { inStock products { name } } } }
            """));

    [Fact]
    public void An_alias_that_takes_the_name_of_a_key_does_no_harm() =>
        Snapshot.Matches(Plan("{ topProducts { upc: name inStock } }"));

    [Fact]
    public void Fragments_are_resolved() =>
        Snapshot.Matches(Plan("""
            { me { ...Name ... on User { reviews { body } } } }
            fragment Name on User { name ...More }
            fragment More on User { email }
            """));

    [Fact]
    public void Skipped_fields_cost_no_call() =>
        Snapshot.Matches(Plan(
            """
            query($more: Boolean!) {
              me { name reviews @include(if: $more) { body } } topProducts @skip(if: true) { name }
            }
            """,
            new() { ["more"] = false }));

    [Fact]
    public void Mutations_run_in_order_and_neighbours_share_a_call() =>
        Snapshot.Matches(Plan("""
            mutation($body: String!) {
              rename(id: 1, name: "a") { name reviews { body } }
              one: addReview(upc: 1, body: $body) { body product { name } }
              removeReview(id: 1)
              again: rename(id: 1, name: "b") { name }
            }
            """));

    [Fact]
    public void Names_and_introspection_cost_no_call() =>
        Snapshot.Matches(Plan("{ __typename __schema { queryType { name } } }"));

    private static string Plan(string query, Dictionary<string, bool>? switches = null) =>
        PlanOf.Small("shop", query, switches).ToString();
}
