namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/mutations: order across subgraphs; the root type below a payload.</summary>
public sealed class MutationTests
{
    [Fact]
    public void Turns_follow_each_other_and_neighbours_share_a_call() =>
        Snapshot.Matches(Directive.Plan("mutations", """
            mutation { a: add(item: 1) { items } b: add(item: 2) { items } pay(amount: 1) c: add(item: 3) { items } }
            """));

    [Fact]
    public void A_turn_ends_with_its_entities() =>
        Snapshot.Matches(Directive.Plan("mutations", "mutation { add(item: 1) { total } pay(amount: 1) }"));

    [Fact]
    public void The_root_below_a_payload_is_asked_of_any_subgraph() =>
        Snapshot.Matches(Directive.Plan("mutations", "mutation { clear { ok query { balance basket { total } } } }"));
}
